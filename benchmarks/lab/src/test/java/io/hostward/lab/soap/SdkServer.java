package io.hostward.lab.soap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.VimService;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.net.SoapCall;
import io.hostward.lab.net.SoapReply;
import io.hostward.lab.state.LabState;
import io.hostward.lab.storage.Stores;
import io.hostward.lab.vim.Ref;
import jakarta.xml.ws.BindingProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The SOAP side alone behind a plain HTTP server, and generated clients for it. */
final class SdkServer implements AutoCloseable {
  private static final VimService SERVICE = new VimService();

  private final LabState state;
  private final SoapEndpoint endpoint;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private SdkServer(LabModel model, String server) throws IOException {
    state = new LabState(model, store -> Stores.open(store, model.clock()));
    endpoint =
        server.equals(LabState.VCENTER)
            ? SoapEndpoint.forVcenter(state)
            : SoapEndpoint.forHost(state, server);
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/sdk", exchange -> serve(exchange, server));
    http.start();
  }

  static SdkServer vcenter(LabModel model) {
    return start(model, LabState.VCENTER);
  }

  static SdkServer start(LabModel model, String server) {
    try {
      return new SdkServer(model, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(HttpExchange exchange, String server) {
    try {
      var call =
          new SoapCall(
              server,
              exchange.getRequestHeaders().getFirst("SOAPAction"),
              exchange.getRequestHeaders().getFirst("Cookie"),
              exchange.getRequestBody().readAllBytes(),
              "127.0.0.1:" + http.getAddress().getPort(),
              "127.0.0.1",
              exchange.getRequestHeaders().getFirst("User-Agent"));
      SoapReply reply = endpoint.handle(call).toCompletableFuture().join();
      // This test server speaks plain HTTP, on which a client keeps a Secure cookie to itself.
      reply
          .setCookie()
          .forEach(c -> exchange.getResponseHeaders().add("Set-Cookie", c.replace("; Secure", "")));
      exchange.getResponseHeaders().add("Content-Type", "text/xml; charset=utf-8");
      exchange.sendResponseHeaders(reply.status(), reply.body().length);
      exchange.getResponseBody().write(reply.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      exchange.close();
    }
  }

  LabState state() {
    return state;
  }

  SoapEndpoint endpoint() {
    return endpoint;
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/sdk";
  }

  /** A client that has not logged in; it keeps cookies. */
  VimPortType port() {
    VimPortType port = SERVICE.getVimPort();
    var context = ((BindingProvider) port).getRequestContext();
    context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, url());
    context.put(BindingProvider.SESSION_MAINTAIN_PROPERTY, true);
    return port;
  }

  /** A client that has logged in as the model's first user. */
  Client login() throws Exception {
    return login(
        endpointUsers().get(0));
  }

  private java.util.List<UserModel> endpointUsers() {
    return state.model().vcenter() == null ? state.model().hostUsers() : state.model().users();
  }

  Client login(UserModel user) throws Exception {
    VimPortType port = port();
    ServiceContent content = port.retrieveServiceContent(instance());
    var session = port.login(content.getSessionManager(), user.name(), user.password(), null);
    return new Client(port, content, session);
  }

  static ManagedObjectReference instance() {
    return new Ref("ServiceInstance", "ServiceInstance").toVim();
  }

  @Override
  public void close() {
    endpoint.close();
    http.stop(0);
    threads.shutdownNow();
    state.close();
  }
}
