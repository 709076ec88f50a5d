package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.proxy.LabProxy;
import io.hostward.lab.proxy.LabProxyBuilder;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyAddress.Kind;
import io.hostward.net.ProxyException;
import io.hostward.net.Secret;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts behind proxies. */
class ProxyTest {
  private static final HostAddress HIDDEN = new HostAddress("esx1.hidden.invalid", 443);
  private static final byte[] BYTES = Samples.bytes(3_000_000);

  private NettyTransport transport = NettyTransport.builder().build();

  @AfterEach
  void close() {
    transport.close();
  }

  private static LabProxyBuilder builder(Kind kind) {
    return kind == Kind.SOCKS5 ? LabProxy.socks5() : LabProxy.http();
  }

  private static ProxyAddress address(Kind kind, int port) {
    return new ProxyAddress(kind, new HostAddress("127.0.0.1", port), Optional.empty());
  }

  private static ServiceTicket ticket(ProxyAddress proxy, HostAddress... servers) {
    ServiceTicket straight =
        ScriptedServer.ticket(HttpMethod.PUT, Certificates.pin(Certificates.HOST), servers);
    return new ServiceTicket(
        straight.method(),
        straight.target(),
        straight.addresses(),
        straight.cookie(),
        straight.trust(),
        Optional.of(proxy));
  }

  private TransferReceipt upload(ProxyAddress proxy, HostAddress... servers) throws Exception {
    return Samples.await(
        transport.put(ticket(proxy, servers), UploadSource.of(BYTES), count -> {}));
  }

  private TransferException failure(ProxyAddress proxy, HostAddress... servers) throws Exception {
    TransferException failure =
        Samples.failure(transport.put(ticket(proxy, servers), UploadSource.of(BYTES), count -> {}));
    assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
    assertThat(failure.bytes()).isZero();
    return failure;
  }

  @ParameterizedTest
  @EnumSource
  void aHostWhoseNameOnlyTheProxyKnowsIsReached(Kind kind) throws Exception {
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store);
        LabProxy proxy =
            builder(kind)
                .knows(HIDDEN.host(), new InetSocketAddress("127.0.0.1", server.address().port()))
                .start()) {
      TransferReceipt receipt = upload(address(kind, proxy.port()), HIDDEN);
      assertThat(receipt.server()).isEqualTo(HIDDEN);
      assertThat(server.note()).contains("host: " + HIDDEN.host());
      assertThat(server.note()).isEqualTo(Samples.sha256(BYTES));
      assertThat(proxy.requests()).containsExactly("esx1.hidden.invalid:443");
      assertThat(proxy.bytes()).isGreaterThan(BYTES.length);
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP_CONNECT, h\u00fcnter2: @", "SOCKS5, hunter2: @"})
  void userAndPasswordAreShown(Kind kind, String password) throws Exception {
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store);
        LabProxy proxy = builder(kind).user("joe", password).start()) {
      ProxyAddress address = address(kind, proxy.port()).as("joe", Secret.of(password));
      assertThat(upload(address, server.address()).server()).isEqualTo(server.address());
      assertThat(proxy.requests()).containsExactly(server.address().toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theNextCandidateIsAskedForThroughTheProxyToo(Kind kind) throws Exception {
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store);
        LabProxy proxy = builder(kind).start()) {
      HostAddress refused = refused();
      TransferReceipt receipt = upload(address(kind, proxy.port()), refused, server.address());
      assertThat(receipt.server()).isEqualTo(server.address());
      assertThat(proxy.requests()).containsExactly(refused.toString(), server.address().toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void noUserWhereOneIsAskedFor(Kind kind) throws Exception {
    try (LabProxy proxy = builder(kind).user("joe", "hunter2").start()) {
      ProxyAddress address = address(kind, proxy.port());
      assertThat(failure(address, HIDDEN))
          .hasMessageContaining("the proxy " + address + " asks for a user and a password")
          .hasMessageContaining("://USER:PASSWORD@127.0.0.1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void wrongPassword(Kind kind) throws Exception {
    try (LabProxy proxy = builder(kind).user("joe", "hunter2").start()) {
      ProxyAddress address = address(kind, proxy.port()).as("joe", Secret.of("hunter3"));
      TransferException failure = failure(address, HIDDEN, HostAddress.https("esx2"));
      assertThat(failure)
          .hasMessageContaining("the proxy " + address + " refused user and password");
      assertThat(proxy.clients()).as("asked once, whatever the candidates").isEqualTo(1);
      assertThat(Samples.everything(failure)).doesNotContain("hunter").doesNotContain("joe");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_CONNECT, 403, forbids connections to esx1.hidden.invalid:443 (it answered 403)",
    "HTTP_CONNECT, 502, cannot reach esx1.hidden.invalid:443 (it answered 502)",
    "HTTP_CONNECT, 418, did not connect to esx1.hidden.invalid:443 (it answered 418)",
    "SOCKS5,       1,   did not connect to esx1.hidden.invalid:443 (it answered SOCKS code 1)",
    "SOCKS5,       2,   forbids connections to esx1.hidden.invalid:443 (it answered SOCKS code 2)",
    "SOCKS5,       5,   cannot reach esx1.hidden.invalid:443 (it answered SOCKS code 5)",
    "SOCKS5,       99,  did not connect to esx1.hidden.invalid:443 (it answered SOCKS code 99)",
  })
  void whatTheProxyAnswersIsTold(Kind kind, int answer, String words) throws Exception {
    try (LabProxy proxy = builder(kind).answering(answer).start()) {
      ProxyAddress address = address(kind, proxy.port());
      TransferException failure = failure(address, HIDDEN);
      assertThat(failure).hasMessageContaining("the proxy " + address + " " + words);
      assertThat(failure).hasCauseInstanceOf(ProxyException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatNeverAnswersCostsTheConnectTimeout(Kind kind) throws Exception {
    transport.close();
    transport = NettyTransport.builder().connectTimeout(Duration.ofMillis(300)).build();
    try (LabProxy proxy = builder(kind).silent().start()) {
      assertThat(failure(address(kind, proxy.port()), HIDDEN))
          .hasMessageContaining("did not connect to " + HIDDEN + " in time");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatIsNotThere(Kind kind) throws Exception {
    ProxyAddress gone = address(kind, refused().port());
    assertThat(failure(gone, HIDDEN))
        .hasMessageContaining("the proxy " + gone + " refused the connection")
        .hasMessageContaining("check the proxy's address");
  }

  @ParameterizedTest
  @EnumSource
  void aProxyWhoseNameIsUnknown(Kind kind) throws Exception {
    ProxyAddress unknown =
        new ProxyAddress(kind, new HostAddress("no-such-proxy.invalid", 1), Optional.empty());
    assertThat(failure(unknown, HIDDEN))
        .hasMessageContaining("the proxy " + unknown + " has a name that cannot be resolved");
  }

  @Test
  void aProxyThatHangsUp() throws Exception {
    try (LabProxy proxy = LabProxy.socks5().start()) {
      assertThat(failure(address(Kind.HTTP_CONNECT, proxy.port()), HIDDEN))
          .hasMessageContaining("hung up when it was asked for " + HIDDEN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_CONNECT, gave no answer that a proxy of this kind gives",
    "SOCKS5, is no SOCKS proxy"
  })
  void aProxyThatSpeaksAnotherProtocol(Kind kind, String words) throws Exception {
    try (ServerSocket mail = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      CompletableFuture<Void> serving =
          CompletableFuture.runAsync(
              () -> {
                try (Socket client = mail.accept()) {
                  client
                      .getOutputStream()
                      .write("220 mail.lab ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
                  client.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      assertThat(failure(address(kind, mail.getLocalPort()), HIDDEN)).hasMessageContaining(words);
      serving.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aHostThatIsNotTrustedIsNamedWithTheProxy() throws Exception {
    try (ScriptedServer stranger = new ScriptedServer(Certificates.STRANGER, UploadTest::store);
        LabProxy proxy = LabProxy.http().start()) {
      ProxyAddress address = address(Kind.HTTP_CONNECT, proxy.port());
      TransferException failure =
          Samples.failure(
              transport.put(
                  ticket(address, stranger.address()), UploadSource.of(BYTES), count -> {}));
      assertThat(failure.phase()).isEqualTo(Phase.TLS);
      assertThat(failure)
          .hasMessageContaining(
              stranger.address() + " through " + address + " showed a certificate");
    }
  }

  private static HostAddress refused() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return new HostAddress("127.0.0.1", gone.getLocalPort());
    }
  }
}
