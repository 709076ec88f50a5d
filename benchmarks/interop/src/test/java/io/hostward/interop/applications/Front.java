package io.hostward.interop.applications;

import io.netty.pkitesting.X509Bundle;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A TLS server on a real socket that stands where vCenter or a host is expected, and answers each
 * request as a script says. It notes what it hears from those to whom it is a stranger.
 */
final class Front implements AutoCloseable {
  private static final int LONGEST_NOTE = 1 << 16;

  private final ServerSocket listener;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger connections = new AtomicInteger();
  private final StringBuffer heard = new StringBuffer();
  private volatile X509Bundle identity;

  /** What happens to one request. */
  @FunctionalInterface
  interface Script {
    /**
     * Answers.
     *
     * @return whether the connection takes another request
     */
    boolean answer(Request request, OutputStream out) throws IOException;
  }

  /**
   * A request as it came.
   *
   * @param head its first line and its headers
   */
  record Request(String head, byte[] body) {
    String method() {
      return head.substring(0, head.indexOf(' '));
    }

    String path() {
      return head.split(" ", 3)[1];
    }

    /** A header's value; empty if there is none. */
    String header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return head.lines()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst()
          .orElse("");
    }

    /** Whether it is a call of that operation. */
    boolean calls(String operation) {
      return new String(body, StandardCharsets.UTF_8).contains("<" + operation + " ");
    }
  }

  Front(X509Bundle identity, Script script) throws IOException {
    this.identity = identity;
    this.script = script;
    this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    threads.execute(this::accept);
  }

  String authority() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  /** Shows another certificate from the next connection on. */
  void become(X509Bundle other) {
    identity = other;
  }

  /** How many have connected. */
  int connections() {
    return connections.get();
  }

  /** What came, in clear, from whom it had not shown the certificate that is trusted. */
  String heardAsAStranger() {
    return heard.toString();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    X509Bundle shown = identity;
    try (socket) {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown.toKeyManagerFactory().getKeyManagers(), null, null);
      SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
      tls.setUseClientMode(false);
      tls.startHandshake();
      InputStream in = new BufferedInputStream(tls.getInputStream());
      if (shown != Identities.TRUSTED) {
        note(in);
      }
      boolean more = true;
      while (more) {
        more = script.answer(request(in), tls.getOutputStream());
      }
    } catch (Exception e) {
      // The client has left, as it may; what it was told is its own to tell.
      return;
    } finally {
      open.remove(socket);
    }
  }

  private void note(InputStream in) throws IOException {
    for (int unit = in.read(); unit >= 0; unit = in.read()) {
      if (heard.length() < LONGEST_NOTE) {
        heard.append((char) unit);
      }
    }
  }

  private static Request request(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) {
      int unit = in.read();
      if (unit < 0) {
        throw new IOException("no further request");
      }
      ends = unit == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
      head.write(unit);
    }
    Request headed = new Request(head.toString(StandardCharsets.ISO_8859_1), new byte[0]);
    String length = headed.header("Content-Length");
    return new Request(
        headed.head(), in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)));
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
