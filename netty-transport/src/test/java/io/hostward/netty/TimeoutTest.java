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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that fall silent. */
class TimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(600);

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

  @Test
  @Waits
  void aServerThatTakesNoMoreBytes() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              peer.read(1_000_000);
              Silence.keep();
            })) {
      TransferException failure =
          Samples.failure(
              transport.put(server.put(), UploadSource.of(Samples.bytes(50_000_000)), count -> {}));
      assertThat(failure.phase()).isEqualTo(Phase.BODY);
      assertThat(failure)
          .hasMessageContaining("took no byte for 0.6 s")
          .hasMessageContaining("of 50000000 bytes");
      assertThat(failure.bytes()).isBetween(500_000L, 49_000_000L);
    }
  }

  /** Slower than one buffer in the stall timeout, and yet no stall. */
  @Test
  @Waits
  void aSlowServerIsNoStall() throws Exception {
    byte[] bytes = Samples.bytes(8_000_000);
    try (ScriptedServer server =
            ScriptedServer.of(
                (peer, notes) -> {
                  peer.readHead();
                  long begun = System.nanoTime();
                  for (int i = 0; i < 80; i++) {
                    peer.read(100_000);
                    Silence.until(begun + (i + 1) * 20_000_000L);
                  }
                  peer.answer("200 OK", "");
                });
        NettyTransport slow =
            NettyTransport.builder()
                .stallTimeout(SHORT)
                .bufferSize(1 << 20)
                .maxInFlight(8 << 20)
                .build()) {
      assertThat(Samples.await(slow.put(server.put(), UploadSource.of(bytes), count -> {})).bytes())
          .isEqualTo(bytes.length);
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
            })) {
      TransferException failure =
          Samples.failure(
              transport.put(server.put(), UploadSource.of(Samples.bytes(1000)), count -> {}));
      assertThat(failure.phase()).isEqualTo(Phase.RESPONSE);
      assertThat(failure)
          .hasMessageContaining("took all 1000 bytes and gave no answer")
          .hasMessageContaining("raise the answer timeout");
    }
  }

  @Test
  @Waits
  void aServerThatAcceptsAndNeverShakesHands() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      TransferException failure = Samples.failure(upload(silent));
      assertThat(failure.phase()).isEqualTo(Phase.TLS);
      assertThat(failure)
          .hasMessageContaining(
              "127.0.0.1:" + silent.getLocalPort() + " did not finish the TLS handshake in time");
    }
  }

  @Test
  @Waits
  void aServerWhoseQueueIsFull() throws Exception {
    try (FullQueue full = new FullQueue()) {
      TransferException failure = Samples.failure(upload(full.listener()));
      assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
      assertThat(failure).hasMessageContaining("did not answer in time");
    }
  }

  private java.util.concurrent.CompletableFuture<?> upload(ServerSocket to) {
    return transport.put(
        ScriptedServer.ticket(
            HttpMethod.PUT,
            Certificates.pin(Certificates.HOST),
            new HostAddress("127.0.0.1", to.getLocalPort())),
        UploadSource.of(new byte[10]),
        count -> {});
  }
}
