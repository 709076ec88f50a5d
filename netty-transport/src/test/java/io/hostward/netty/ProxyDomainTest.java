package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.proxy.LabProxy;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyAddress.Kind;
import io.hostward.net.Secret;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Only a proxy that lets nobody in is to blame; one that cannot reach a host says so of it. */
class ProxyDomainTest extends DomainFixture {
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
      is(FailureDomain.HOST, hastyUpload(through(proxy(Kind.HTTP_CONNECT, proxy), HIDDEN), BYTES));
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
    is(domain, upload(through(proxy, server), BYTES));
  }

  private static void is(FailureDomain domain, TransferException failure) {
    assertThat(failure.domain()).as(failure.getMessage()).isEqualTo(domain);
  }

  private static ServiceTicket through(ProxyAddress proxy, HostAddress server) {
    ServiceTicket straight = to(server);
    return new ServiceTicket(
        straight.method(),
        straight.target(),
        straight.addresses(),
        straight.cookie(),
        straight.trust(),
        Optional.of(proxy));
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
      client.getOutputStream().write("220 mail.lab ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
