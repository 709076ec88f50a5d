package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.net.HostAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import io.netty.pkitesting.X509Bundle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachTls
class TrustTest {
  private final NettyTransport transport;

  TrustTest(TlsProvider provider) {
    transport = NettyTransport.builder().tlsProvider(provider).build();
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aWrongPinNamesBothThumbprints(String protocol) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(Certificates.STRANGER, UploadTest::store, protocol)) {
      TransferException failure = refusal(server, Certificates.pin(Certificates.HOST), "127.0.0.1");
      assertThat(failure)
          .hasMessageContaining(Certificates.thumbprint(Certificates.STRANGER).hex())
          .hasMessageContaining("expected was " + Certificates.thumbprint(Certificates.HOST))
          .hasMessageContaining("CN=stranger.lab")
          .hasMessageContaining(server.address().toString());
    }
  }

  @Test
  void thePinIsCheckedWhateverTheName() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Certificates.ELSEWHERE, UploadTest::store)) {
      assertThat(
              Samples.await(upload(server, Certificates.pin(Certificates.ELSEWHERE), "localhost"))
                  .status())
          .isEqualTo(201);
    }
  }

  @Test
  void anAuthorityVouchesForTheNameThatWasCalled() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Certificates.LOCALHOST, UploadTest::store)) {
      assertThat(Samples.await(upload(server, Certificates.authorityTrust(), "localhost")).status())
          .isEqualTo(201);
    }
  }

  @Test
  void anAuthorityDoesNotVouchForAnotherName() throws Exception {
    assertThat(refusalOf(Certificates.ELSEWHERE, Certificates.authorityTrust(), "localhost"))
        .hasMessageContaining("CN=elsewhere.lab")
        .hasMessageContaining(Certificates.thumbprint(Certificates.ELSEWHERE).hex());
  }

  @Test
  void anAuthorityDoesNotVouchForTheAddressOfAName() throws Exception {
    assertThat(refusalOf(Certificates.LOCALHOST, Certificates.authorityTrust(), "127.0.0.1"))
        .hasMessageContaining("127.0.0.1");
  }

  /** A relay goes by the session, to a server that vCenter knows nothing of. */
  @Test
  void aRelaysCertificateIsNotAHosts() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Certificates.STRANGER, UploadTest::store)) {
      ServiceTicket session =
          new ServiceTicket(
              HttpMethod.PUT,
              server.put().target(),
              List.of(server.address()),
              Secret.of(Calls.COOKIE),
              Certificates.pin(Certificates.HOST));
      assertThat(
              Samples.failure(transport.put(session, UploadSource.of(new byte[100]), count -> {})))
          .hasMessageEndingWith(
              "; if this is the right server, trust its authority or pin its thumbprint");
      assertThat(refusal(server, Certificates.pin(Certificates.HOST), "127.0.0.1"))
          .hasMessageContaining("reconnect the host in vCenter");
    }
  }

  @Test
  void anUnknownIssuerIsRefused() throws Exception {
    assertThat(refusalOf(Certificates.STRANGER, Certificates.authorityTrust(), "localhost"))
        .hasMessageContaining("CN=stranger.lab");
    assertThat(refusalOf(Certificates.STRANGER, ServerTrust.system(), "localhost"))
        .hasMessageContaining("CN=stranger.lab");
  }

  @Test
  void oneOfSeveralIsEnoughAndNoneNamesAll() throws Exception {
    ServerTrust any =
        new ServerTrust.AnyOf(
            List.of(Certificates.authorityTrust(), Certificates.pin(Certificates.HOST)));
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      assertThat(Samples.await(upload(server, any, "localhost")).status()).isEqualTo(201);
    }
    assertThat(refusalOf(Certificates.STRANGER, any, "localhost"))
        .hasMessageContaining("expected was")
        .hasMessageContaining("nor was it accepted otherwise");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bothProtocolsWork(String protocol) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(Certificates.HOST, UploadTest::store, protocol)) {
      TransferReceipt receipt =
          Samples.await(upload(server, Certificates.pin(Certificates.HOST), "127.0.0.1"));
      assertThat(receipt.tls()).startsWith(protocol + " TLS_");
    }
  }

  @Test
  void aServerThatSpeaksNoTls() throws Exception {
    try (java.net.ServerSocket http =
        new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
      CompletableFuture<TransferReceipt> upload =
          transport.put(
              ScriptedServer.ticket(
                  HttpMethod.PUT,
                  Certificates.pin(Certificates.HOST),
                  new HostAddress("127.0.0.1", http.getLocalPort())),
              UploadSource.of(new byte[1]),
              count -> {});
      try (java.net.Socket peer = http.accept()) {
        peer.getOutputStream()
            .write(
                "HTTP/1.1 400 plain\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        TransferException failure = Samples.failure(upload);
        assertThat(failure.phase()).isEqualTo(Phase.TLS);
        assertThat(failure).hasMessageContaining("do not agree on TLS");
      }
    }
  }

  private TransferException refusalOf(X509Bundle identity, ServerTrust trust, String host)
      throws Exception {
    try (ScriptedServer server = new ScriptedServer(identity, UploadTest::store)) {
      return refusal(server, trust, host);
    }
  }

  private TransferException refusal(ScriptedServer server, ServerTrust trust, String host)
      throws Exception {
    TransferException failure = Samples.failure(upload(server, trust, host));
    assertThat(failure.phase()).isEqualTo(Phase.TLS);
    assertThat(failure).hasMessageContaining("certificate that is not trusted");
    return failure;
  }

  private CompletableFuture<TransferReceipt> upload(
      ScriptedServer server, ServerTrust trust, String host) {
    ServiceTicket ticket =
        ScriptedServer.ticket(
            HttpMethod.PUT, trust, new HostAddress(host, server.address().port()));
    return transport.put(ticket, UploadSource.of(new byte[100]), count -> {});
  }
}
