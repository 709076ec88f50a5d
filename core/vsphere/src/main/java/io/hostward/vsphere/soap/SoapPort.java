package io.hostward.vsphere.soap;

import com.vmware.vim25.VimPortType;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ServerTrust;
import io.hostward.spi.Transport;
import io.hostward.transfer.ServerAnswer;
import io.hostward.transfer.ServerCall;
import jakarta.xml.ws.WebServiceException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Hostward's own port: the generated interface over the transport that moves the bytes. So the API
 * and the files have one trust, one proxy, and one set of bounds, whatever JAX-WS runtime an
 * application has. A call blocks its caller; an interrupt ends the wait and closes the connection.
 * Safe for use by many threads.
 */
public final class SoapPort implements InvocationHandler {
  /** Ten times what the inventory of a thousand hosts takes, where the heap has room for it. */
  private static final int LONGEST_ANSWER = longestAnswer(Runtime.getRuntime().maxMemory());

  private static final int OK = 200;
  private static final int FAULT = 500;

  private final Transport transport;
  private final Endpoint endpoint;
  private final SessionCookie cookie;
  private final Map<Method, Operation> operations = new ConcurrentHashMap<>();
  private final Set<CompletableFuture<ServerAnswer>> questions = ConcurrentHashMap.newKeySet();
  private volatile String action = action(ApiVersion.OLDEST);
  private volatile boolean closed;

  /**
   * Where the calls go.
   *
   * @param server vCenter or a host
   * @param path of the API, {@code /sdk}
   * @param trust how the server is verified
   * @param proxy through what it is reached
   * @param within how long a call may take in all, the connection included
   */
  public record Endpoint(
      HostAddress server,
      String path,
      ServerTrust trust,
      Optional<ProxyAddress> proxy,
      Duration within) {}

  private SoapPort(Transport transport, Endpoint endpoint, SessionCookie cookie) {
    this.transport = transport;
    this.endpoint = endpoint;
    this.cookie = cookie;
  }

  /** A port, and the means to speak another version through it. */
  public static SoapPort over(Transport transport, Endpoint endpoint, SessionCookie cookie) {
    return new SoapPort(transport, endpoint, cookie);
  }

  /** Returns the port itself. */
  public VimPortType port() {
    return (VimPortType)
        Proxy.newProxyInstance(
            VimPortType.class.getClassLoader(), new Class<?>[] {VimPortType.class}, this);
  }

  /**
   * Asks for answers in the newest shape that both sides know: the SOAPAction names the version,
   * and a field that is younger than it (a ticket's SHA-256 thumbprints, since 7.0.3.1) is not
   * sent.
   */
  public void speak(String serverVersion) {
    action = action(ApiVersion.toSpeak(serverVersion));
  }

  /**
   * Breaks off the questions under way, and takes no more. What changes something at the server
   * comes to its end, and can be asked for still: a logout, for one.
   */
  public void close() {
    closed = true;
    for (CompletableFuture<ServerAnswer> question : questions) {
      question.cancel(true);
    }
  }

  /**
   * How many bytes of an answer are read before it is refused. While it grows it is copied, and
   * then read into objects: an eighth of the heap leaves room for that.
   */
  static int longestAnswer(long heap) {
    return (int) Math.min(128 << 20, heap / 8);
  }

  private static String action(String version) {
    return "\"urn:vim25/" + version + "\"";
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, given);
    }
    Operation operation = operations.computeIfAbsent(method, Operation::of);
    byte[] envelope = Envelopes.request(operation, given == null ? new Object[0] : given);
    SessionCookie.Sent sent = cookie.sent();
    CompletableFuture<ServerAnswer> begun = transport.call(call(envelope, sent));
    // It takes a while at first: meanwhile the server works.
    BoundedReader.load();
    ServerAnswer answer =
        operation.changes() ? await(operation, begun) : awaitQuestion(operation, begun);
    cookie.received(operation.name().equals("Login"), sent, answer.setCookies());
    return read(operation, answer);
  }

  private ServerCall call(byte[] envelope, SessionCookie.Sent sent) {
    return new ServerCall(
        endpoint.server(),
        endpoint.path(),
        endpoint.trust(),
        endpoint.proxy(),
        Map.of("Content-Type", "text/xml; charset=utf-8", "SOAPAction", action),
        sent.header(),
        envelope,
        endpoint.within(),
        LONGEST_ANSWER);
  }

  /** May be broken off at any time. */
  private ServerAnswer awaitQuestion(
      Operation operation, CompletableFuture<ServerAnswer> question) {
    questions.add(question);
    try {
      if (closed) {
        question.cancel(true);
      }
      return await(operation, question);
    } finally {
      questions.remove(question);
    }
  }

  private ServerAnswer await(Operation operation, CompletableFuture<ServerAnswer> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new CallInterrupted(e);
    } catch (CancellationException e) {
      throw closed ? new PortClosed(e) : new TransportClosed(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalStateException closed) {
        throw new TransportClosed(closed);
      }
      throw new WebServiceException(operation.name() + " got no answer", e.getCause());
    }
  }

  private static @Nullable Object read(Operation operation, ServerAnswer answer) throws Exception {
    if (answer.status() != OK && answer.status() != FAULT) {
      throw noAnswer(answer.status(), null);
    }
    try {
      return Envelopes.answer(operation, answer.body());
    } catch (XMLStreamException e) {
      if (answer.status() == FAULT) {
        throw noAnswer(FAULT, e);
      }
      throw new WebServiceException("the answer is not the API's: " + e.getMessage(), e);
    }
  }

  /** In the words of the reference runtime, by which an application's own port says the same. */
  private static WebServiceException noAnswer(int status, @Nullable Throwable cause) {
    return new WebServiceException("HTTP status code " + status, cause);
  }

  private @Nullable Object ofObject(
      Object proxy, Method method, @Nullable Object @Nullable [] given) {
    return switch (method.getName()) {
      case "equals" -> given != null && proxy == given[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "port of " + endpoint.server();
    };
  }
}
