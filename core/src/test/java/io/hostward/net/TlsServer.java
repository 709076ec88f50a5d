package io.hostward.net;

import io.netty.pkitesting.X509Bundle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Answers every HTTPS request on the loopback address with "ok". */
final class TlsServer implements AutoCloseable {
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

  private final SSLServerSocket listener;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  TlsServer(X509Bundle identity) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(identity.toKeyManagerFactory().getKeyManagers(), null, null);
    listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread.execute(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        socket.setSoTimeout(10_000);
        BufferedReader request =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = request.readLine();
        while (line != null && !line.isEmpty()) {
          line = request.readLine();
        }
        socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // A client that refuses the certificate breaks off; closing the listener ends the loop.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    thread.shutdownNow();
  }
}
