package io.hostward.lab.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import com.vmware.vim25.RetrieveOptions;
import com.vmware.vim25.RetrieveResult;
import com.vmware.vim25.SelectionSpec;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import com.vmware.vim25.TraversalSpec;
import com.vmware.vim25.UserSession;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.VimService;
import io.hostward.lab.Lab;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.vim.Ref;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.awaitility.Awaitility;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A logged-in client with the few shortcuts that the tests need. */
record Client(VimPortType port, ServiceContent content, UserSession session) {

  private static final VimService SERVICE = new VimService();

  /** A port that has not logged in; it keeps cookies and believes every certificate. */
  static VimPortType anonymous(URI url) {
    VimPortType port = SERVICE.getVimPort();
    Map<String, Object> context = ((BindingProvider) port).getRequestContext();
    context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, url.toString());
    context.put(BindingProvider.SESSION_MAINTAIN_PROPERTY, true);
    context.put("com.sun.xml.ws.transport.https.client.SSLSocketFactory", trustAll());
    context.put(
        "com.sun.xml.ws.transport.https.client.hostname.verifier",
        (HostnameVerifier) (host, session) -> true);
    return port;
  }

  /** Logs in where the lab says, as its first user. */
  static Client login(Lab lab) throws Exception {
    return login(lab.url(), lab.user());
  }

  static Client login(URI url, UserModel user) throws Exception {
    VimPortType port = anonymous(url);
    ServiceContent content = port.retrieveServiceContent(instance());
    UserSession session =
        port.login(content.getSessionManager(), user.name(), user.password(), null);
    return new Client(port, content, session);
  }

  static ManagedObjectReference instance() {
    return new Ref("ServiceInstance", "ServiceInstance").toVim();
  }

  /**
   * The {@code xsi:type} of a fault. Types that an operation does not declare, subtypes of declared
   * ones included, reach a generated client untyped.
   */
  static String faultType(Throwable thrown) {
    Node detail = ((SOAPFaultException) thrown).getFault().getDetail().getFirstChild();
    String type =
        ((Element) detail).getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "type");
    assertThat(detail.getLocalName()).isEqualTo(type + "Fault");
    return type;
  }

  private static SSLSocketFactory trustAll() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), new SecureRandom());
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  ManagedObjectReference find(String path) throws Exception {
    return port.findByInventoryPath(content.getSearchIndex(), path);
  }

  Map<String, Object> read(ManagedObjectReference object, String... paths) throws Exception {
    var object1 = retrieve(filter(object.getType(), object, List.of(), paths)).get(0);
    Map<String, Object> values = new LinkedHashMap<>();
    object1.getPropSet().forEach(p -> values.put(p.getName(), p.getVal()));
    return values;
  }

  /** One property, which must be set. */
  <T> T one(ManagedObjectReference object, String path, Class<T> type) throws Exception {
    Map<String, Object> values = read(object, path);
    return type.cast(Objects.requireNonNull(values.get(path), path + " is unset"));
  }

  List<ObjectContent> retrieve(PropertyFilterSpec filter) throws Exception {
    RetrieveResult page =
        port.retrievePropertiesEx(
            content.getPropertyCollector(), List.of(filter), new RetrieveOptions());
    List<ObjectContent> all = new ArrayList<>();
    while (page != null) {
      all.addAll(page.getObjects());
      page =
          page.getToken() == null
              ? null
              : port.continueRetrievePropertiesEx(content.getPropertyCollector(), page.getToken());
    }
    return all;
  }

  TaskInfo await(ManagedObjectReference task) {
    return Awaitility.await()
        .until(
            () -> one(task, "info", TaskInfo.class),
            info ->
                info.getState() == TaskInfoState.SUCCESS || info.getState() == TaskInfoState.ERROR);
  }

  static PropertyFilterSpec filter(
      String type, ManagedObjectReference start, List<SelectionSpec> select, String... paths) {
    var properties = new PropertySpec();
    properties.setType(type);
    properties.getPathSet().addAll(List.of(paths));
    var object = new ObjectSpec();
    object.setObj(start);
    object.getSelectSet().addAll(select);
    var filter = new PropertyFilterSpec();
    filter.getPropSet().add(properties);
    filter.getObjectSet().add(object);
    return filter;
  }

  static TraversalSpec along(String name, String type, String path, SelectionSpec... next) {
    var spec = new TraversalSpec();
    spec.setName(name);
    spec.setType(type);
    spec.setPath(path);
    spec.getSelectSet().addAll(List.of(next));
    return spec;
  }

  static SelectionSpec named(String name) {
    var spec = new SelectionSpec();
    spec.setName(name);
    return spec;
  }
}
