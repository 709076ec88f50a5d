package io.hostward.app;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.VimPortType;
import io.hostward.net.Secret;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.handler.MessageContext;
import java.util.List;
import java.util.Map;

/** A port that the application made and logged in itself. */
record OwnSession(VimPortType port, Secret cookie) {

  static OwnSession open(OwnPort runtime, Order order) throws Exception {
    VimPortType port = runtime.open(order.url(), order.trust("trust").trustManager());
    ManagedObjectReference root = new ManagedObjectReference();
    root.setType("ServiceInstance");
    root.setValue("ServiceInstance");
    ServiceContent content = port.retrieveServiceContent(root);
    port.login(content.getSessionManager(), order.get("user"), order.get("password"), null);
    String cookie = cookie(((BindingProvider) port).getResponseContext());
    Map<String, List<String>> headers =
        Map.of("Cookie", List.of(cookie), "SOAPAction", List.of("\"urn:vim25/8.0.3.0\""));
    ((BindingProvider) port).getRequestContext().put(MessageContext.HTTP_REQUEST_HEADERS, headers);
    return new OwnSession(port, Secret.of(cookie));
  }

  /** What the server set with the answer to the login. */
  private static String cookie(Map<String, Object> answer) {
    Map<?, ?> headers = (Map<?, ?>) answer.get(MessageContext.HTTP_RESPONSE_HEADERS);
    return headers.entrySet().stream()
        .filter(header -> "Set-Cookie".equalsIgnoreCase(String.valueOf(header.getKey())))
        .flatMap(header -> ((List<?>) header.getValue()).stream())
        .map(set -> String.valueOf(set).split(";", 2)[0])
        .filter(set -> set.startsWith("vmware_soap_session="))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the server set no session"));
  }
}
