package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.UploadSource;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The kernel's buffers are neither the server nor in its way. */
@EnabledOnOs(OS.LINUX)
class AcknowledgedTest {
  /** Well above the time after which a kernel sends again what was not acknowledged. */
  private static final Duration SHORT = Duration.ofMillis(800);

  /** What the kernel takes at once takes the server longer than the stall timeout. */
  @Test
  @Waits
  void aSlowServerIsNoStallHoweverMuchTheKernelTakesAtOnce() throws Exception {
    byte[] bytes = Samples.bytes(5_000_000);
    try (ScriptedServer server = slow(1_250_000);
        NettyTransport hasty =
            NettyTransport.builder()
                .stallTimeout(SHORT.multipliedBy(2))
                .answerTimeout(SHORT)
                .build()) {
      assertThat(
              Samples.await(hasty.put(server.put(), UploadSource.of(bytes), count -> {})).bytes())
          .isEqualTo(bytes.length);
    }
  }

  @Test
  @Waits
  void aBodyThatOnlyTheKernelTookIsAStall() throws Exception {
    try (ScriptedServer server = ScriptedServer.of((peer, notes) -> Silence.keep());
        NettyTransport patient =
            NettyTransport.builder()
                .stallTimeout(SHORT)
                .answerTimeout(Duration.ofMinutes(5))
                .build()) {
      server.receiveBuffer(16 << 10);
      TransferException failure =
          Samples.failure(
              patient.put(server.put(), UploadSource.of(new byte[300_000]), count -> {}));
      assertThat(failure.phase()).isEqualTo(Phase.BODY);
      assertThat(failure)
          .hasMessageContaining("took no byte for 0.8 s, after 300000 of 300000 bytes were sent")
          .hasMessageContaining("on the wire not acknowledged");
    }
  }

  /** A server that took everything has the answer timeout, and not the stall timeout. */
  @Test
  @Waits
  void aBodyThatTheServerTookIsNoStall() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.of(
                (peer, notes) -> {
                  peer.readHead();
                  peer.readBody();
                  Silence.until(System.nanoTime() + 2 * SHORT.toNanos());
                  peer.answer("200 OK", "");
                });
        NettyTransport patient =
            NettyTransport.builder()
                .stallTimeout(SHORT)
                .answerTimeout(Duration.ofMinutes(5))
                .build()) {
      Samples.await(patient.put(server.put(), UploadSource.of(new byte[300_000]), count -> {}));
    }
  }

  /** Where the kernel tells nothing, its buffer is small, so that what it takes tells enough. */
  @Test
  @Waits
  void whereTheKernelTellsNothing() throws Exception {
    byte[] bytes = Samples.bytes(6_000_000);
    try (ScriptedServer slow = slow(6_000_000);
        ScriptedServer dead =
            ScriptedServer.of(
                (peer, notes) -> {
                  peer.readHead();
                  Silence.keep();
                });
        NettyTransport blind =
            NettyTransport.builder()
                .stallTimeout(SHORT.multipliedBy(2))
                .answerTimeout(SHORT.multipliedBy(2))
                .connectionTables(Path.of("/no/such/table"))
                .build()) {
      Samples.await(blind.put(slow.put(), UploadSource.of(bytes), count -> {}));
      assertThat(
              Samples.failure(blind.put(dead.put(), UploadSource.of(bytes), count -> {}))
                  .getMessage())
          .contains("took no byte for 1.6 s, after ")
          .doesNotContain("on the wire");
      assertThat(Samples.failure(blind.put(dead.put(), UploadSource.of(new byte[9]), count -> {})))
          .hasMessageContaining("took all 9 bytes and gave no answer");
    }
  }

  /** A server that takes so many bytes a second. */
  private static ScriptedServer slow(int rate) throws Exception {
    int piece = rate / 50;
    ScriptedServer server =
        ScriptedServer.of(
            (peer, notes) -> {
              peer.readHead();
              long begun = System.nanoTime();
              long left = peer.contentLength();
              for (int i = 1; left > 0; i++) {
                long count = Math.min(left, piece);
                peer.read(count);
                left -= count;
                Silence.until(begun + i * 20_000_000L);
              }
              peer.answer("200 OK", "");
            });
    // Smaller ones would have the kernel wait by itself, since packets here are of 64 KiB.
    server.receiveBuffer(256 << 10);
    return server;
  }
}
