package io.hostward.interop.servers;

import com.vmware.vim25.ArrayOfUserSession;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import com.vmware.vim25.RetrieveOptions;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.UserSession;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.VimService;
import jakarta.xml.ws.BindingProvider;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Another administrator, logged in by the binding alone. */
final class OtherSession {
  private final VimPortType port = new VimService().getVimPort();
  private final ServiceContent content;
  private final UserSession own;

  OtherSession(Vcsim vcsim) throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {vcsim.trust().trustManager()}, null);
    Map<String, Object> context = ((BindingProvider) port).getRequestContext();
    context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, vcsim.url().toString());
    context.put(BindingProvider.SESSION_MAINTAIN_PROPERTY, true);
    context.put("com.sun.xml.ws.transport.https.client.SSLSocketFactory", tls.getSocketFactory());
    ManagedObjectReference instance = new ManagedObjectReference();
    instance.setType("ServiceInstance");
    instance.setValue("ServiceInstance");
    content = port.retrieveServiceContent(instance);
    own = port.login(content.getSessionManager(), Vcsim.USER, Vcsim.PASSWORD, null);
  }

  /** Ends every session but this one. Returns how many. */
  int endOthers() throws Exception {
    List<String> others =
        sessions().stream()
            .map(UserSession::getKey)
            .filter(key -> !key.equals(own.getKey()))
            .toList();
    port.terminateSession(content.getSessionManager(), others);
    return others.size();
  }

  /** Everybody who is logged in, this session included. */
  List<UserSession> sessions() throws Exception {
    PropertySpec property = new PropertySpec();
    property.setType("SessionManager");
    property.getPathSet().add("sessionList");
    ObjectSpec object = new ObjectSpec();
    object.setObj(content.getSessionManager());
    PropertyFilterSpec filter = new PropertyFilterSpec();
    filter.getPropSet().add(property);
    filter.getObjectSet().add(object);
    Object value =
        port.retrievePropertiesEx(
                content.getPropertyCollector(), List.of(filter), new RetrieveOptions())
            .getObjects()
            .get(0)
            .getPropSet()
            .get(0)
            .getVal();
    return ((ArrayOfUserSession) value).getUserSession();
  }
}
