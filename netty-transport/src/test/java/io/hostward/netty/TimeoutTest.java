package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.net.HostAddress;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.UploadSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Servers that fall silent; what is not tested has all the time that a busy machine needs. */
class TimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(600);

  @Test
  @Waits
  void aServerThatTakesNoMoreBytes() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.of(
                (peer, notes) -> {
                  peer.readHead();
                  peer.read(1_000_000);
                  Silence.keep();
                });
        NettyTransport hasty = NettyTransport.builder().stallTimeout(SHORT).build()) {
      TransferException failure =
          Samples.failure(
              hasty.put(server.put(), UploadSource.of(Samples.bytes(50_000_000)), count -> {}));
      assertThat(failure.phase()).isEqualTo(Phase.BODY);
      assertThat(failure)
          .hasMessageContaining("took no byte for 0.6 s")
          .hasMessageContaining("of 50000000 bytes");
      assertThat(failure.bytes()).isBetween(500_000L, 49_000_000L);
    }
  }

  @Test
  @Waits
  void aServerThatNeverAnswers() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.of(
                (peer, notes) -> {
                  peer.readHead();
                  peer.readBody();
                  Silence.keep();
                });
        NettyTransport hasty = NettyTransport.builder().answerTimeout(SHORT).build()) {
      TransferException failure =
          Samples.failure(
              hasty.put(server.put(), UploadSource.of(Samples.bytes(1000)), count -> {}));
      assertThat(failure.phase()).isEqualTo(Phase.RESPONSE);
      assertThat(failure)
          .hasMessageContaining("took all 1000 bytes and gave no answer")
          .hasMessageContaining("raise the answer timeout");
    }
  }

  @Test
  @Waits
  void aServerThatAcceptsAndNeverShakesHands() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        NettyTransport hasty = NettyTransport.builder().tlsTimeout(SHORT).build()) {
      TransferException failure = Samples.failure(upload(hasty, silent));
      assertThat(failure.phase()).isEqualTo(Phase.TLS);
      assertThat(failure)
          .hasMessageContaining(
              "127.0.0.1:" + silent.getLocalPort() + " did not finish the TLS handshake in time");
    }
  }

  @Test
  @Waits
  void aServerWhoseQueueIsFull() throws Exception {
    try (FullQueue full = new FullQueue();
        NettyTransport hasty = NettyTransport.builder().connectTimeout(SHORT).build()) {
      TransferException failure = Samples.failure(upload(hasty, full.listener()));
      assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
      assertThat(failure).hasMessageContaining("did not answer in time");
    }
  }

  private static CompletableFuture<?> upload(NettyTransport transport, ServerSocket to) {
    return transport.put(
        ScriptedServer.ticket(
            HttpMethod.PUT,
            Certificates.pin(Certificates.HOST),
            new HostAddress("127.0.0.1", to.getLocalPort())),
        UploadSource.of(new byte[10]),
        count -> {});
  }
}
