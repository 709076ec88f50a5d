package io.hostward.app;

import com.vmware.vim25.VimPortType;
import com.vmware.vim25.VimService;
import jakarta.xml.ws.BindingProvider;
import java.net.URI;
import javax.net.ssl.TrustManager;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;

/** A port of Apache CXF. */
public final class CxfPort implements OwnPort {
  @Override
  public VimPortType open(URI url, TrustManager trust) {
    VimPortType port = new VimService().getVimPort();
    ((BindingProvider) port)
        .getRequestContext()
        .put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, url.toString());
    TLSClientParameters tls = new TLSClientParameters();
    tls.setTrustManagers(new TrustManager[] {trust});
    HTTPClientPolicy policy = new HTTPClientPolicy();
    policy.setConnectionTimeout(10_000);
    policy.setReceiveTimeout(30_000);
    HTTPConduit conduit = (HTTPConduit) ClientProxy.getClient(port).getConduit();
    conduit.setTlsClientParameters(tls);
    conduit.setClient(policy);
    return port;
  }
}
