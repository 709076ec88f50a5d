package io.hostward.vsphere;

import com.vmware.vim25.VimPortType;
import com.vmware.vim25.VimService;
import io.hostward.lab.Lab;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.handler.MessageContext;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A port of the JAX-WS reference runtime, as an application may hand it in. */
final class ReferencePort {
  private ReferencePort() {}

  static VimPortType open(Lab lab, Secret cookie) throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    ServerTrust trust = ServerTrust.pinned(Thumbprint.parse(lab.thumbprint()));
    tls.init(null, new TrustManager[] {trust.trustManager()}, null);
    VimPortType port = new VimService().getVimPort();
    Map<String, Object> context = ((BindingProvider) port).getRequestContext();
    context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, lab.url().toString());
    context.put("com.sun.xml.ws.transport.https.client.SSLSocketFactory", tls.getSocketFactory());
    context.put(MessageContext.HTTP_REQUEST_HEADERS, Map.of("Cookie", List.of(cookie.reveal())));
    return port;
  }
}
