package io.hostward.vim25;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VimPortType;
import com.vmware.vim25.VimService;
import jakarta.xml.ws.BindingProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An HTTP server that gives every SOAP call the same answer, and a real port that calls it. */
final class CannedVim implements AutoCloseable {
  private static final String ENVELOPE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
          xmlns:xsd="http://www.w3.org/2001/XMLSchema"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <soapenv:Body>%s</soapenv:Body></soapenv:Envelope>
      """;

  private final HttpServer server;
  private volatile String request = "";
  private volatile String action = "";

  private CannedVim(int status, String body) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/sdk", exchange -> answer(exchange, status, body));
    server.start();
  }

  /** Answers {@code operation} with the given content of its response element. */
  static CannedVim answering(String operation, String content) throws IOException {
    String element = operation + "Response";
    return new CannedVim(
        200, "<" + element + " xmlns=\"urn:vim25\">" + content + "</" + element + ">");
  }

  /** Answers any operation with a SOAP fault, the way servers do: HTTP 500 and the given detail. */
  static CannedVim faulting(String faultString, String detail) throws IOException {
    String fault =
        """
        <soapenv:Fault><faultcode>ServerFaultCode</faultcode><faultstring>%s</faultstring>\
        <detail>%s</detail></soapenv:Fault>\
        """;
    return new CannedVim(500, fault.formatted(faultString, detail));
  }

  VimPortType port() {
    VimPortType port = new VimService().getVimPort();
    ((BindingProvider) port)
        .getRequestContext()
        .put(
            BindingProvider.ENDPOINT_ADDRESS_PROPERTY,
            "http://localhost:" + server.getAddress().getPort() + "/sdk");
    return port;
  }

  /** The last request's envelope. */
  String request() {
    return request;
  }

  /** The last request's SOAPAction header, as it travelled. */
  String action() {
    return action;
  }

  static ManagedObjectReference ref(String type, String value) {
    var ref = new ManagedObjectReference();
    ref.setType(type);
    ref.setValue(value);
    return ref;
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    action = String.valueOf(exchange.getRequestHeaders().getFirst("SOAPAction"));
    byte[] bytes = ENVELOPE.formatted(body).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
