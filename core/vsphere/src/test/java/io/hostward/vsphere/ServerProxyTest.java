package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.proxy.LabProxy;
import io.hostward.lab.proxy.LabProxyBuilder;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyAddress.Kind;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.net.Thumbprint;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import io.hostward.transfer.VSphereException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A vCenter that only a proxy reaches. */
class ServerProxyTest {
  private static final String HIDDEN = "vc.hidden.invalid";

  @RegisterExtension static final LabExtension LAB = LabExtension.perClass(LabModel::standard);

  private final Lab lab = LAB.lab();

  private LabProxyBuilder builder(Kind kind) {
    return (kind == Kind.SOCKS5 ? LabProxy.socks5() : LabProxy.http())
        .knows(HIDDEN, new InetSocketAddress(lab.url().getHost(), lab.url().getPort()));
  }

  private static ProxyAddress address(Kind kind, int port) {
    return new ProxyAddress(kind, new HostAddress("127.0.0.1", port), Optional.empty());
  }

  private VimVSphereBuilder through(ProxyAddress proxy) {
    return VimVSphere.builder(URI.create("https://" + HIDDEN + "/sdk"))
        .transport(Labs.TRANSPORT)
        .trust(ServerTrust.pinned(Thumbprint.parse(lab.thumbprint())))
        .credentials(lab.user().name(), Secret.of(lab.user().password()))
        .callTimeout(Duration.ofSeconds(60))
        .proxy(proxy);
  }

  private static VSphereException failure(VimVSphereBuilder builder) {
    VSphereException failure =
        catchThrowableOfType(VSphereException.class, () -> builder.build().close());
    assertThat(failure.kind()).isEqualTo(VSphereException.Kind.NO_ANSWER);
    assertThat(failure)
        .hasMessageStartingWith("RetrieveServiceContent")
        .hasMessageContaining(HIDDEN + ":443")
        .hasMessageContaining("the proxy ");
    return failure;
  }

  @ParameterizedTest
  @EnumSource
  void allCallsGoThroughTheProxyToANameThatItResolves(Kind kind) throws Exception {
    try (LabProxy proxy = builder(kind).start();
        VimVSphere vsphere = through(address(kind, proxy.port())).build()) {
      assertThat(Labs.vmstore(vsphere).mounts()).hasSize(4);
      assertThat(proxy.requests()).isNotEmpty().containsOnly(HIDDEN + ":443");
    }
  }

  @ParameterizedTest
  @EnumSource
  void ticketsNameTheProxyOfTheirRoute(Kind kind) throws Exception {
    try (LabProxy proxy = builder(kind).start()) {
      ProxyAddress toServer = address(kind, proxy.port());
      ProxyAddress toHosts = ProxyAddress.socks5(new HostAddress("hosts-proxy", 1080));
      FolderTarget target = FolderTarget.onHost(DatastorePath.parse("[vmstore] a.iso"));
      try (VimVSphere vsphere = through(toServer).hostProxy(toHosts).build()) {
        Route direct = new Route.Direct(Labs.host(Labs.vmstore(vsphere), "ESX1"));
        assertThat(vsphere.ticket(direct, HttpMethod.PUT, target).proxy()).contains(toHosts);
        Route relay = vsphere.relay().orElseThrow();
        assertThat(vsphere.ticket(relay, HttpMethod.PUT, target).proxy()).contains(toServer);
      }
      try (VimVSphere vsphere = through(toServer).build()) {
        Route direct = new Route.Direct(Labs.host(Labs.vmstore(vsphere), "ESX1"));
        assertThat(vsphere.ticket(direct, HttpMethod.PUT, target).proxy()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP_CONNECT, h\u00fcnter2: @", "SOCKS5, hunter2: @"})
  void userAndPasswordAreShown(Kind kind, String password) throws Exception {
    try (LabProxy proxy = builder(kind).user("joe", password).start();
        VimVSphere vsphere =
            through(address(kind, proxy.port()).as("joe", Secret.of(password))).build()) {
      assertThat(Labs.vmstore(vsphere).mounts()).hasSize(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noUserWhereOneIsAskedFor(Kind kind) {
    try (LabProxy proxy = builder(kind).user("joe", "hunter2").start()) {
      assertThat(failure(through(address(kind, proxy.port()))))
          .hasMessageContaining("asks for a user and a password");
      assertThat(proxy.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void wrongPassword(Kind kind) {
    try (LabProxy proxy = builder(kind).user("joe", "hunter2").start()) {
      VSphereException failure =
          failure(through(address(kind, proxy.port()).as("joe", Secret.of("hunter3"))));
      assertThat(failure).hasMessageContaining("refused user and password");
      assertThat(Labs.logged(failure)).doesNotContain("hunter").doesNotContain("joe");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_CONNECT, 403, forbids connections to vc.hidden.invalid:443 (it answered 403)",
    "HTTP_CONNECT, 503, cannot reach vc.hidden.invalid:443 (it answered 503)",
    "SOCKS5,       2,   forbids connections to vc.hidden.invalid:443 (it answered SOCKS code 2)",
    "SOCKS5,       4,   cannot reach vc.hidden.invalid:443 (it answered SOCKS code 4)",
    "SOCKS5,       9,   did not connect to vc.hidden.invalid:443 (it answered SOCKS code 9)",
  })
  void whatTheProxyAnswersIsTold(Kind kind, int answer, String words) {
    try (LabProxy proxy = builder(kind).answering(answer).start()) {
      assertThat(failure(through(address(kind, proxy.port())))).hasMessageContaining(words);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatNeverAnswersCostsTheCallTimeout(Kind kind) {
    try (LabProxy proxy = builder(kind).silent().start()) {
      assertThat(failure(through(address(kind, proxy.port())).callTimeout(Duration.ofMillis(300))))
          .hasMessageContaining("was not reached through the proxy " + address(kind, proxy.port()))
          .hasMessageContaining("within 0.3 s");
    }
  }

  @Test
  void aProxyThatIsNotThere() throws Exception {
    int gone;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      gone = closed.getLocalPort();
    }
    assertThat(failure(through(address(Kind.HTTP_CONNECT, gone))))
        .hasMessageContaining("http://127.0.0.1:" + gone + " refused the connection");
  }

  @Test
  void aProxyWhoseNameIsUnknown() {
    assertThat(failure(through(ProxyAddress.socks5(new HostAddress("no-such.invalid", 1080)))))
        .hasMessageContaining("has a name that cannot be resolved");
  }

  @ParameterizedTest
  @CsvSource({
    "'', hung up when it was asked for vc.hidden.invalid:443",
    "'HTTP/1.1 200 OK\r\n', hung up when it was asked for vc.hidden.invalid:443",
    "'220 mail.lab ESMTP\r\n\r\n', gave no answer that a proxy of this kind gives",
    "'HTTP/1.1 999 x\r\n\r\n', gave no answer that a proxy of this kind gives",
  })
  void aServerThatIsNoProxy(String words, String told) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread server = new Thread(() -> sayAndLeave(listener, words));
      server.start();
      assertThat(failure(through(address(Kind.HTTP_CONNECT, listener.getLocalPort()))))
          .hasMessageContaining(told);
      listener.close();
      server.join();
    }
  }

  private static void sayAndLeave(ServerSocket listener, String words) {
    while (!listener.isClosed()) {
      try (var client = listener.accept()) {
        client.getInputStream().read();
        client.getOutputStream().write(words.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      } catch (IOException e) {
        continue;
      }
    }
  }

  /** What the JVM is told of proxies is for applications that use its own client. */
  @Test
  void theProxyIsTheOneThatWasGivenWhateverTheJvmIsTold() throws Exception {
    try (LabProxy jvms = builder(Kind.HTTP_CONNECT).start();
        LabProxy ours = builder(Kind.HTTP_CONNECT).start()) {
      System.setProperty("https.proxyHost", "127.0.0.1");
      System.setProperty("https.proxyPort", String.valueOf(jvms.port()));
      through(address(Kind.HTTP_CONNECT, ours.port())).build().close();
      assertThat(jvms.requests()).isEmpty();
      assertThat(ours.requests()).isNotEmpty();
    } finally {
      System.clearProperty("https.proxyHost");
      System.clearProperty("https.proxyPort");
    }
  }
}
