package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.net.HostAddress;
import io.hostward.net.ServerTrust;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.netty.pkitesting.X509Bundle;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is not trusted gets nothing. */
@EachTls
class CallTrustTest {
  private final NettyTransport transport;

  CallTrustTest(TlsProvider provider) {
    transport = NettyTransport.builder().tlsProvider(provider).build();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void anAuthorityVouchesForTheNameThatWasCalled() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Certificates.LOCALHOST, Calls.serving())) {
      HostAddress named = new HostAddress("localhost", server.address().port());
      assertThat(
              Samples.await(
                      transport.call(Calls.to(named, Certificates.authorityTrust(), Calls.LONG)))
                  .status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aWrongPin(String protocol) throws Exception {
    refused(Certificates.STRANGER, Certificates.pin(Certificates.HOST), "127.0.0.1", protocol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void anUnknownAuthority(String protocol) throws Exception {
    refused(Certificates.STRANGER, Certificates.authorityTrust(), "localhost", protocol);
    refused(Certificates.STRANGER, ServerTrust.system(), "localhost", protocol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aWrongName(String protocol) throws Exception {
    refused(
        Certificates.ELSEWHERE,
        Certificates.authorityTrust(),
        "localhost",
        protocol,
        "its certificate is for elsewhere.lab, and it was called localhost",
        "; call it by that name, or pin its thumbprint");
    refused(
        Certificates.LOCALHOST,
        Certificates.authorityTrust(),
        "127.0.0.1",
        protocol,
        "its certificate is for localhost, and it was called 127.0.0.1",
        "; call it by that name, or pin its thumbprint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aWrongTime(String protocol) throws Exception {
    Instant now = Instant.now();
    refused(
        Certificates.expired(now),
        Certificates.authorityTrust(),
        "localhost",
        protocol,
        "its certificate expired on ",
        ") is wrong, set that");
    refused(
        Certificates.early(now),
        Certificates.authorityTrust(),
        "localhost",
        protocol,
        "its certificate is valid from ",
        ") is wrong, set that");
  }

  private void refused(X509Bundle identity, ServerTrust trust, String host, String protocol)
      throws Exception {
    refused(
        identity,
        trust,
        host,
        protocol,
        "",
        "; if this is the right server, trust its authority or pin its thumbprint");
  }

  private void refused(
      X509Bundle identity,
      ServerTrust trust,
      String host,
      String protocol,
      String reason,
      String remedy)
      throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            identity, (peer, notes) -> notes.add(peer.drain() + " bytes"), protocol)) {
      TransferException failure =
          Calls.discreet(
              Samples.failure(
                  transport.call(
                      Calls.to(
                          new HostAddress(host, server.address().port()), trust, Calls.LONG))));
      assertThat(failure.phase()).isEqualTo(Phase.TLS);
      assertThat(failure)
          .hasMessageContaining(host + ":" + server.address().port())
          .hasMessageContaining("showed a certificate that is not trusted")
          .hasMessageContaining(Certificates.thumbprint(identity).hex())
          .hasMessageContaining(reason)
          .hasMessageEndingWith(remedy);
      assertThat(server.note()).as("what the server got").matches("0 bytes|failed: .*");
      assertThat(transport.keptConnections()).isZero();
    }
  }
}
