package io.hostward.lab.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Proxies as the JDK's own sockets see them. */
class LabProxyTest {
  private static LabProxyBuilder builder(Proxy.Type kind) {
    return kind == Proxy.Type.SOCKS ? LabProxy.socks5() : LabProxy.http();
  }

  private static Socket connect(Proxy.Type kind, LabProxy proxy, String host, int port)
      throws IOException {
    Socket socket = new Socket(new Proxy(kind, new InetSocketAddress("127.0.0.1", proxy.port())));
    try {
      socket.setSoTimeout(20_000);
      socket.connect(InetSocketAddress.createUnresolved(host, port), 20_000);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** A server that says back what one client says. */
  private static ServerSocket echo() throws IOException {
    ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = listener.accept()) {
                socket.getInputStream().transferTo(socket.getOutputStream());
              } catch (IOException e) {
                return;
              }
            });
    thread.setDaemon(true);
    thread.start();
    return listener;
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP", "SOCKS"})
  void passesBytesBothWaysToANameThatItAloneKnows(Proxy.Type kind) throws Exception {
    try (ServerSocket echo = echo();
        LabProxy proxy =
            builder(kind)
                .knows(
                    "esx1.hidden.invalid", new InetSocketAddress("127.0.0.1", echo.getLocalPort()))
                .start();
        Socket socket = connect(kind, proxy, "esx1.hidden.invalid", 443)) {
      byte[] words = "there and back".getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(words);
      assertThat(socket.getInputStream().readNBytes(words.length)).isEqualTo(words);
      assertThat(proxy.requests()).containsExactly("esx1.hidden.invalid:443");
      assertThat(proxy.bytes()).isEqualTo(words.length);
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP, 403, 403", "HTTP, 502, 502", "SOCKS, 2, not allowed", "SOCKS, 4, unreachable"})
  void refusesWhatItIsToldTo(Proxy.Type kind, int answer, String words) {
    try (LabProxy proxy = builder(kind).answering(answer).start()) {
      assertThatIOException()
          .isThrownBy(() -> connect(kind, proxy, "esx1", 443).close())
          .withMessageContaining(words);
      assertThat(proxy.requests()).containsExactly("esx1:443");
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP, 502", "SOCKS, unreachable"})
  void saysSoIfAServerCannotBeReached(Proxy.Type kind, String words) throws IOException {
    int gone;
    try (ServerSocket closed = new ServerSocket(0)) {
      gone = closed.getLocalPort();
    }
    try (LabProxy proxy = builder(kind).start()) {
      assertThatIOException()
          .isThrownBy(() -> connect(kind, proxy, "127.0.0.1", gone).close())
          .withMessageContaining(words);
    }
  }

  @Test
  void asksForAUserInTheWayOfHttp() throws Exception {
    try (LabProxy proxy = LabProxy.http().user("joe", "hunter2").start();
        Socket socket = new Socket("127.0.0.1", proxy.port())) {
      socket
          .getOutputStream()
          .write("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 407 ")
          .contains("Proxy-Authenticate: Basic");
      assertThat(proxy.requests()).isEmpty();
    }
  }

  @Test
  void findsNothingInCommonWithAClientOfSocksWithoutUser() {
    try (LabProxy proxy = LabProxy.socks5().user("joe", "hunter2").start()) {
      assertThatIOException()
          .isThrownBy(() -> connect(Proxy.Type.SOCKS, proxy, "a", 1).close())
          .withMessageContaining("SOCKS");
      assertThat(proxy.requests()).isEmpty();
    }
  }

  @Test
  void endsItsConnections() throws Exception {
    try (Lab lab = Lab.start();
        LabProxy proxy = LabProxy.socks5().start()) {
      LabHost host = lab.host("ESX1");
      try (Socket socket = connect(Proxy.Type.SOCKS, proxy, host.address(), host.httpsPort())) {
        proxy.close();
        assertThat(endsAtOnce(socket)).isTrue();
      }
    }
  }

  private static boolean endsAtOnce(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      // A reset is an end as well.
      return true;
    }
  }
}
