package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.proxy.LabProxy;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyAddress.Kind;
import io.hostward.net.Secret;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.UploadSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose failure each kind of failure is: what comes next hangs on it. */
class DomainTest {
  private static final Duration SHORT = Duration.ofMillis(600);
  private static final HostAddress HIDDEN = new HostAddress("esx1.hidden.invalid", 443);
  private static final byte[] BYTES = Samples.bytes(5_000_000);

  private final NettyTransport transport =
      NettyTransport.builder()
          .connectTimeout(SHORT)
          .tlsTimeout(SHORT)
          .stallTimeout(SHORT)
          .answerTimeout(SHORT)
          .build();

  @AfterEach
  void close() {
    transport.close();
  }

  /** No route would do better. */
  @Nested
  class OfTheSource {
    @TempDir Path folder = Path.of(".");

    @Test
    void aSourceThatCannotBeOpened() throws Exception {
      Path file = Files.write(folder.resolve("gone"), BYTES);
      UploadSource source = UploadSource.of(file);
      Files.delete(file);
      isOfTheSource(source);
    }

    @Test
    void aSourceThatEndsEarly() throws Exception {
      isOfTheSource(UploadSource.of(new ByteArrayInputStream(BYTES), BYTES.length + 1L));
    }

    @Test
    void aSourceThatFails() throws Exception {
      InputStream broken =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] target, int from, int count) throws IOException {
              return read();
            }
          };
      isOfTheSource(UploadSource.of(broken, BYTES.length));
    }

    /** An error that is no exception must end the transfer as well. */
    @Test
    void aSourceWithABug() throws Exception {
      InputStream broken =
          new InputStream() {
            @Override
            public int read() {
              throw new AssertionError("a bug");
            }

            @Override
            public int read(byte[] target, int from, int count) {
              return read();
            }
          };
      isOfTheSource(UploadSource.of(broken, BYTES.length));
    }

    private void isOfTheSource(UploadSource source) throws Exception {
      try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
        TransferException failure =
            Samples.failure(transport.put(server.put(), source, count -> {}));
        assertThat(failure.domain()).as(failure.getMessage()).isEqualTo(FailureDomain.SOURCE);
      }
    }
  }

  /** The next host is tried. */
  @Nested
  class OfTheHost {

    @ParameterizedTest
    @ValueSource(
        strings = {"401 Unauthorized", "403 Forbidden", "404 Not Found", "500 Oops", "302 Found"})
    void aRefusal(String status) throws Exception {
      isOfTheHost(
          (peer, notes) -> {
            peer.readHead();
            peer.readBody();
            peer.answer(status, "");
          });
    }

    @Test
    void aRefusalInMidBody() throws Exception {
      isOfTheHost(
          (peer, notes) -> {
            peer.readHead();
            peer.read(100_000);
            peer.answer("401 Unauthorized", "");
            peer.slam();
          });
    }

    @Test
    void aSuccessBeforeTheWholeBody() throws Exception {
      CountDownLatch heard = new CountDownLatch(1);
      try (ScriptedServer server =
          ScriptedServer.of(
              (peer, notes) -> {
                peer.readHead();
                peer.answer("200 OK", "");
                heard.await(20, TimeUnit.SECONDS);
              })) {
        isOfTheHost(upload(server.put(), Samples.bytes(40_000_000)));
        heard.countDown();
      }
    }

    @Test
    void aReset() throws Exception {
      isOfTheHost(
          (peer, notes) -> {
            peer.readHead();
            peer.read(100_000);
            peer.reset();
          });
    }

    @Test
    void aConnectionClosedWithoutAnAnswer() throws Exception {
      isOfTheHost(
          (peer, notes) -> {
            peer.readHead();
            peer.readBody();
            peer.close();
          });
    }

    @Test
    @Waits
    void aStall() throws Exception {
      try (ScriptedServer server =
          ScriptedServer.of(
              (peer, notes) -> {
                peer.readHead();
                Silence.keep();
              })) {
        isOfTheHost(upload(server.put(), Samples.bytes(50_000_000)));
      }
    }

    @Test
    @Waits
    void noAnswer() throws Exception {
      isOfTheHost(
          (peer, notes) -> {
            peer.readHead();
            peer.readBody();
            Silence.keep();
          });
    }

    @Test
    void anAnswerThatIsNotHttp() throws Exception {
      isOfTheHost(
          (peer, notes) -> {
            peer.readHead();
            peer.readBody();
            peer.write("220 mail.lab ESMTP ready\r\n\r\n");
            peer.close();
          });
    }

    @Test
    void aWrongCertificate() throws Exception {
      try (ScriptedServer stranger = new ScriptedServer(Certificates.STRANGER, UploadTest::store)) {
        isOfTheHost(upload(to(stranger.address()), BYTES));
      }
    }

    @Test
    @Waits
    void aHandshakeThatNeverEnds() throws Exception {
      try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        isOfTheHost(upload(to(at(silent)), BYTES));
      }
    }

    @Test
    void aRefusedConnection() throws Exception {
      isOfTheHost(upload(to(refused()), BYTES));
    }

    @Test
    @Waits
    void aConnectionWithoutAnAnswer() throws Exception {
      try (FullQueue dead = new FullQueue()) {
        isOfTheHost(upload(to(at(dead.listener())), BYTES));
      }
    }

    @Test
    void anUnknownName() throws Exception {
      isOfTheHost(upload(to(HIDDEN), BYTES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 Unauthorized", "404 Not Found"})
    void aRefusedDownload(String status) throws Exception {
      try (ScriptedServer server =
          ScriptedServer.of(
              (peer, notes) -> {
                peer.readHead();
                peer.answer(status, "");
              })) {
        isOfTheHost(
            Samples.failure(
                transport.get(
                    server.get(),
                    Channels.newChannel(OutputStream.nullOutputStream()),
                    count -> {})));
      }
    }

    private void isOfTheHost(ScriptedServer.Script script) throws Exception {
      try (ScriptedServer server = ScriptedServer.of(script)) {
        isOfTheHost(upload(server.put(), BYTES));
      }
    }

    private void isOfTheHost(TransferException failure) {
      assertThat(failure.domain()).as(failure.getMessage()).isEqualTo(FailureDomain.HOST);
    }
  }

  /** Only a proxy that lets nobody in is to blame; one that cannot reach a host says so of it. */
  @Nested
  class OfTheProxy {

    @ParameterizedTest
    @EnumSource
    void aProxyThatIsNotThere(Kind kind) throws Exception {
      is(FailureDomain.PROXY, proxy(kind, refused()), HIDDEN);
    }

    @ParameterizedTest
    @EnumSource
    void aProxyWhoseNameIsUnknown(Kind kind) throws Exception {
      is(FailureDomain.PROXY, proxy(kind, new HostAddress("no-such-proxy.invalid", 1)), HIDDEN);
    }

    @ParameterizedTest
    @EnumSource
    void noUserWhereOneIsAskedFor(Kind kind) throws Exception {
      try (LabProxy proxy = demanding(kind)) {
        is(FailureDomain.PROXY, proxy(kind, proxy), HIDDEN);
      }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPassword(Kind kind) throws Exception {
      try (LabProxy proxy = demanding(kind)) {
        is(FailureDomain.PROXY, proxy(kind, proxy).as("joe", Secret.of("hunter3")), HIDDEN);
      }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatSpeaksAnotherProtocol(Kind kind) throws Exception {
      try (ServerSocket mail = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> greet(mail));
        is(FailureDomain.PROXY, proxy(kind, at(mail)), HIDDEN);
        serving.get(20, TimeUnit.SECONDS);
      }
    }

    @ParameterizedTest
    @CsvSource({
      "HTTP_CONNECT, 403",
      "HTTP_CONNECT, 502",
      "HTTP_CONNECT, 418",
      "SOCKS5, 2",
      "SOCKS5, 5"
    })
    void aProxyThatDoesNotReachThisHost(Kind kind, int answer) throws Exception {
      try (LabProxy proxy =
          (kind == Kind.SOCKS5 ? LabProxy.socks5() : LabProxy.http()).answering(answer).start()) {
        is(FailureDomain.HOST, proxy(kind, proxy), HIDDEN);
      }
    }

    @Test
    @Waits
    void aProxyThatIsSilentAboutThisHost() throws Exception {
      try (LabProxy proxy = LabProxy.http().silent().start()) {
        is(FailureDomain.HOST, proxy(Kind.HTTP_CONNECT, proxy), HIDDEN);
      }
    }

    @Test
    void aWrongCertificateBehindAProxy() throws Exception {
      try (ScriptedServer stranger = new ScriptedServer(Certificates.STRANGER, UploadTest::store);
          LabProxy proxy = LabProxy.http().start()) {
        is(FailureDomain.HOST, proxy(Kind.HTTP_CONNECT, proxy), stranger.address());
      }
    }

    private void is(FailureDomain domain, ProxyAddress proxy, HostAddress server) throws Exception {
      ServiceTicket straight = to(server);
      ServiceTicket ticket =
          new ServiceTicket(
              straight.method(),
              straight.target(),
              straight.addresses(),
              straight.cookie(),
              straight.trust(),
              Optional.of(proxy));
      TransferException failure = upload(ticket, BYTES);
      assertThat(failure.domain()).as(failure.getMessage()).isEqualTo(domain);
    }

    private static LabProxy demanding(Kind kind) throws IOException {
      return (kind == Kind.SOCKS5 ? LabProxy.socks5() : LabProxy.http())
          .user("joe", "hunter2")
          .start();
    }

    private static ProxyAddress proxy(Kind kind, LabProxy proxy) {
      return proxy(kind, new HostAddress("127.0.0.1", proxy.port()));
    }

    private static ProxyAddress proxy(Kind kind, HostAddress address) {
      return new ProxyAddress(kind, address, Optional.empty());
    }

    private static void greet(ServerSocket mail) {
      try (Socket client = mail.accept()) {
        client
            .getOutputStream()
            .write("220 mail.lab ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private TransferException upload(ServiceTicket ticket, byte[] bytes) throws Exception {
    return Samples.failure(transport.put(ticket, UploadSource.of(bytes), count -> {}));
  }

  private static ServiceTicket to(HostAddress server) {
    return ScriptedServer.ticket(HttpMethod.PUT, Certificates.pin(Certificates.HOST), server);
  }

  private static HostAddress at(ServerSocket socket) {
    return new HostAddress("127.0.0.1", socket.getLocalPort());
  }

  private static HostAddress refused() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return at(gone);
    }
  }
}
