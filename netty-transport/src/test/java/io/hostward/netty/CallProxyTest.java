package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.lab.proxy.LabProxy;
import io.hostward.lab.proxy.LabProxyBuilder;
import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyAddress.Kind;
import io.hostward.net.Secret;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers behind proxies. */
class CallProxyTest {
  private static final HostAddress HIDDEN = new HostAddress("vc.hidden.invalid", 443);

  private final NettyTransport transport = NettyTransport.create();

  @AfterEach
  void close() {
    transport.close();
  }

  private static LabProxyBuilder builder(Kind kind) {
    return kind == Kind.SOCKS5 ? LabProxy.socks5() : LabProxy.http();
  }

  private static ProxyAddress address(Kind kind, LabProxy proxy) {
    return new ProxyAddress(kind, new HostAddress("127.0.0.1", proxy.port()), Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void oneTunnelServesManyCalls(Kind kind) throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving());
        LabProxy proxy =
            builder(kind)
                .knows(HIDDEN.host(), new InetSocketAddress("127.0.0.1", server.address().port()))
                .start()) {
      for (int i = 0; i < 5; i++) {
        assertThat(
                Calls.text(
                    Samples.await(transport.call(Calls.through(address(kind, proxy), HIDDEN)))))
            .isEqualTo(Calls.ANSWER);
        assertThat(server.note()).isEqualTo("asked on 1");
      }
      assertThat(proxy.requests()).containsExactly("vc.hidden.invalid:443");
    }
  }

  @ParameterizedTest
  @EnumSource
  void straightAndThroughAProxyShareNothing(Kind kind) throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving());
        LabProxy proxy = builder(kind).start()) {
      Samples.await(transport.call(Calls.to(server)));
      Samples.await(transport.call(Calls.through(address(kind, proxy), server.address())));
      assertThat(server.note()).isEqualTo("asked on 1");
      assertThat(server.note()).isEqualTo("asked on 2");
      assertThat(transport.keptConnections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void usersOfAProxyShareNothing(Kind kind) throws Exception {
    try (ScriptedServer server = ScriptedServer.of(Calls.serving());
        LabProxy proxy = builder(kind).user("joe", "hunter2").start()) {
      ProxyAddress joe = address(kind, proxy).as("joe", Secret.of("hunter2"));
      Samples.await(transport.call(Calls.through(joe, server.address())));
      assertThat(server.note()).isEqualTo("asked on 1");

      ProxyAddress wrong = address(kind, proxy).as("joe", Secret.of("hunter3"));
      TransferException failure =
          Calls.discreet(Samples.failure(transport.call(Calls.through(wrong, server.address()))));
      assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
      assertThat(failure.domain()).isEqualTo(FailureDomain.PROXY);
      assertThat(failure).hasMessageContaining("the proxy " + wrong + " refused user and password");
      assertThat(Samples.everything(failure)).doesNotContain("hunter").doesNotContain("joe");
      assertThat(server.hasNotes()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noUserWhereOneIsAskedFor(Kind kind) throws Exception {
    try (LabProxy proxy = builder(kind).user("joe", "hunter2").start()) {
      assertThat(Samples.failure(transport.call(Calls.through(address(kind, proxy), HIDDEN))))
          .hasMessageContaining("asks for a user and a password");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUntrustedServerBehindAProxyGetsNothing(Kind kind) throws Exception {
    try (ScriptedServer stranger =
            new ScriptedServer(
                Certificates.STRANGER, (peer, notes) -> notes.add(peer.drain() + " bytes"));
        LabProxy proxy = builder(kind).start()) {
      TransferException failure =
          Calls.discreet(
              Samples.failure(
                  transport.call(Calls.through(address(kind, proxy), stranger.address()))));
      assertThat(failure.phase()).isEqualTo(Phase.TLS);
      assertThat(failure)
          .hasMessageContaining(" through " + address(kind, proxy) + " showed a certificate")
          .hasMessageContaining("pin its thumbprint");
      assertThat(stranger.note()).matches("0 bytes|failed: .*");
    }
  }
}
