package io.hostward.app;

import com.vmware.vim25.VimPortType;
import com.vmware.vim25.VimService;
import jakarta.xml.ws.BindingProvider;
import java.net.URI;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A port of the reference runtime. */
public final class ReferencePort implements OwnPort {
  @Override
  public VimPortType open(URI url, TrustManager trust) throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {trust}, null);
    VimPortType port = new VimService().getVimPort();
    Map<String, Object> context = ((BindingProvider) port).getRequestContext();
    context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, url.toString());
    context.put("com.sun.xml.ws.transport.https.client.SSLSocketFactory", tls.getSocketFactory());
    context.put("com.sun.xml.ws.connect.timeout", 10_000);
    context.put("com.sun.xml.ws.request.timeout", 30_000);
    return port;
  }
}
