package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.net.ServerTrust;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.UploadSource;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host closes after each request: the next connection resumes the session of the last one. */
@EachTls
class ResumptionTest {
  private final TlsProvider provider;

  ResumptionTest(TlsProvider provider) {
    this.provider = provider;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void theNextUploadShakesHandsInShort(String protocol) throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(Certificates.HOST, UploadTest::store, protocol);
        NettyTransport transport = NettyTransport.builder().tlsProvider(provider).build()) {
      for (int i = 0; i < 5; i++) {
        upload(transport, server, Certificates.pin(Certificates.HOST));
      }
      assertThat(server.newSessions()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aSessionIsOfOneTrust(String protocol) throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(Certificates.HOST, UploadTest::store, protocol);
        NettyTransport transport = NettyTransport.builder().tlsProvider(provider).build()) {
      upload(transport, server, Certificates.pin(Certificates.HOST));
      ServiceTicket other =
          ScriptedServer.ticket(
              HttpMethod.PUT, Certificates.pin(Certificates.STRANGER), server.address());
      TransferException refused =
          Samples.failure(transport.put(other, UploadSource.of(new byte[100]), count -> {}));
      assertThat(refused).hasMessageContaining("certificate that is not trusted");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aSessionIsOfOneServer(String protocol) throws Exception {
    ServerTrust either =
        new ServerTrust.AnyOf(
            List.of(Certificates.pin(Certificates.HOST), Certificates.pin(Certificates.STRANGER)));
    try (ScriptedServer one = new ScriptedServer(Certificates.HOST, UploadTest::store, protocol);
        ScriptedServer other =
            new ScriptedServer(Certificates.STRANGER, UploadTest::store, protocol);
        NettyTransport transport = NettyTransport.builder().tlsProvider(provider).build()) {
      upload(transport, one, either);
      upload(transport, other, either);
      upload(transport, one, either);
      assertThat(one.newSessions()).isEqualTo(1);
      assertThat(other.newSessions()).isEqualTo(1);
    }
  }

  private static void upload(NettyTransport transport, ScriptedServer server, ServerTrust trust)
      throws Exception {
    long begun = System.currentTimeMillis();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> System.currentTimeMillis() > begun);
    ServiceTicket ticket = ScriptedServer.ticket(HttpMethod.PUT, trust, server.address());
    Samples.await(transport.put(ticket, UploadSource.of(new byte[64 << 10]), count -> {}));
  }
}
