package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.net.HostAddress;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.ServiceTicket;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several addresses of one host, some of them no good. */
class CandidatesTest {
  private final NettyTransport transport =
      NettyTransport.builder().connectTimeout(Duration.ofSeconds(20)).build();

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void aDeadFirstCandidateCostsAQuarterOfASecond() throws Exception {
    try (FullQueue dead = new FullQueue();
        ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      TransferReceipt receipt = upload(server, at(dead.listener()), server.address());
      assertThat(receipt.server()).isEqualTo(server.address());
      assertThat(receipt.untilConnected())
          .isBetween(Duration.ofMillis(240), Duration.ofSeconds(10));
    }
  }

  @Test
  void aCandidateThatNeverShakesHandsDoesNotWin() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      assertThat(upload(server, at(silent), server.address()).server()).isEqualTo(server.address());
    }
  }

  @Test
  void aRefusedOrUnknownCandidateCostsNothing() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      TransferReceipt receipt =
          upload(server, refused(), new HostAddress("no-such-host.invalid", 443), server.address());
      assertThat(receipt.server()).isEqualTo(server.address());
    }
  }

  /** For example a private address that means another machine in this network. */
  @Test
  void aCandidateWithAnotherCertificateIsPassedOver() throws Exception {
    try (ScriptedServer stranger = new ScriptedServer(Certificates.STRANGER, UploadTest::store);
        ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      TransferReceipt receipt = upload(server, stranger.address(), server.address());
      assertThat(receipt.server()).isEqualTo(server.address());
      assertThat(stranger.hasNotes() && stranger.note().startsWith("PUT")).isFalse();
    }
  }

  @Test
  void oneRequestIsSentEvenIfBothAnswer() throws Exception {
    try (ScriptedServer first = ScriptedServer.of(UploadTest::store);
        ScriptedServer second = ScriptedServer.of(UploadTest::store)) {
      HostAddress taken = put(new byte[1], first.address(), second.address()).server();

      // On a busy machine it may be the second, which is tried beside the first after a while.
      boolean byFirst = taken.equals(first.address());
      ScriptedServer other = byFirst ? second : first;
      assertThat((byFirst ? first : second).note()).startsWith("PUT ");
      assertThat(other.hasNotes() && other.note().startsWith("PUT ")).isFalse();
    }
  }

  @Test
  void ifAllFailEachIsNamed() throws Exception {
    HostAddress refused = refused();
    ServiceTicket ticket =
        ScriptedServer.ticket(
            HttpMethod.PUT,
            Certificates.pin(Certificates.HOST),
            refused,
            new HostAddress("no-such-host.invalid", 443));
    TransferException failure =
        Samples.failure(transport.put(ticket, UploadSource.of(new byte[1]), count -> {}));
    assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
    assertThat(failure)
        .hasMessageContaining(refused + " refused the connection")
        .hasMessageContaining("the name no-such-host.invalid cannot be resolved");
    assertThat(failure.getSuppressed()).hasSize(1);
  }

  private TransferReceipt put(byte[] bytes, HostAddress... addresses) throws Exception {
    return Samples.await(
        transport.put(
            ScriptedServer.ticket(HttpMethod.PUT, Certificates.pin(Certificates.HOST), addresses),
            UploadSource.of(bytes),
            count -> {}));
  }

  private TransferReceipt upload(ScriptedServer server, HostAddress... addresses) throws Exception {
    byte[] bytes = Samples.bytes(100_000);
    TransferReceipt receipt = put(bytes, addresses);
    String head = server.note();
    assertThat(head).contains("host: " + receipt.server());
    assertThat(server.note()).isEqualTo(Samples.sha256(bytes));
    return receipt;
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
