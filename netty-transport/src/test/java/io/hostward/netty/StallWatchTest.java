package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.net.HostAddress;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What counts as a stall, by a table of connections that the test writes and a clock of its own.
 */
class StallWatchTest {
  private static final InetSocketAddress LOCAL = new InetSocketAddress("127.0.0.1", 1111);
  private static final InetSocketAddress REMOTE = new InetSocketAddress("127.0.0.1", 443);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK = LIMIT.dividedBy(8);

  @TempDir Path folder = Path.of(".");

  private final List<String> told = new ArrayList<>();
  private final EmbeddedChannel channel = channel();
  private Path table = Path.of(".");
  private StallWatch watch = watch(List.of());
  private long nanos;

  @BeforeEach
  void write() throws Exception {
    table = Files.createFile(folder.resolve("table"));
    channel.freezeTime();
  }

  @Test
  void oneByteInEachMinuteIsNoStall() throws Exception {
    begin(List.of(table));
    for (long held = 3_000_000; held > 2_999_900; held--) {
      held(held);
      looks(7);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aMinuteWithoutAByteIsAStall() throws Exception {
    begin(List.of(table));
    held(5000);
    // The first look only tells where it stands.
    looks(8);
    assertThat(told).isEmpty();
    looks(1);
    assertThat(told).containsExactly("stalled 5000");
    looks(100);
    assertThat(told).hasSize(1);
  }

  /** The kernel takes on what nobody takes from it. */
  @Test
  void whatOnlyTheKernelTakesIsNoProgress() throws Exception {
    begin(List.of(table));
    for (int i = 1; told.isEmpty() && i <= 20; i++) {
      channel.writeOutbound(io.netty.buffer.Unpooled.wrappedBuffer(new byte[1000]));
      held(i * 1000L);
      looks(1);
    }
    assertThat(told).containsExactly("stalled 9000");
  }

  @Test
  void aServerThatHasEverythingIsNoStall() throws Exception {
    begin(List.of(table));
    held(0);
    looks(100);
    assertThat(told).isEmpty();
    watch.endOfRequest();
    looks(1);
    assertThat(told).containsExactly("delivered");
  }

  @Test
  void theRequestIsDeliveredWhenTheServerHasIt() throws Exception {
    begin(List.of(table));
    held(10);
    watch.endOfRequest();
    for (long held = 10; held > 0; held--) {
      held(held);
      looks(1);
    }
    assertThat(told).isEmpty();
    held(0);
    looks(1);
    assertThat(told).containsExactly("delivered");
  }

  /** A connection that is missing from one reading was neither lost nor served. */
  @Test
  void aReadingThatMissesTheConnectionDecidesNothing() throws Exception {
    begin(List.of(table));
    channel.writeOutbound(io.netty.buffer.Unpooled.wrappedBuffer(new byte[1000]));
    held(900);
    looks(1);
    Files.writeString(table, "");
    looks(1);
    for (long held = 899; held > 880; held--) {
      held(held);
      looks(4);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void whereNothingIsToldTheRequestIsDeliveredAtOnce() throws Exception {
    begin(List.of());
    looks(100);
    assertThat(told).isEmpty();
    watch.endOfRequest();
    assertThat(told).containsExactly("delivered");
  }

  private void begin(List<Path> tables) {
    watch = watch(tables);
    watch.start();
  }

  private StallWatch watch(List<Path> tables) {
    return new StallWatch(
        new TlsConnection(channel, new HostAddress("esx1.lab", 443), Duration.ZERO),
        new SendQueues(Runnable::run, tables),
        LIMIT,
        new StallWatch.Events() {
          @Override
          public void stalled(long held) {
            told.add("stalled " + held);
          }

          @Override
          public void delivered() {
            told.add("delivered");
            watch.stop();
          }
        },
        () -> nanos);
  }

  private void looks(int count) {
    for (int i = 0; i < count; i++) {
      nanos += LOOK.toNanos();
      channel.advanceTimeBy(LOOK.toNanos(), TimeUnit.NANOSECONDS);
      channel.runScheduledPendingTasks();
      channel.runPendingTasks();
    }
  }

  private void held(long bytes) throws Exception {
    String key = SendQueues.keys(LOCAL, REMOTE).get(0);
    Files.writeString(table, " 0: %s 01 %08X:00000000 00:00000000 0 0\n".formatted(key, bytes));
  }

  private static EmbeddedChannel channel() {
    return new EmbeddedChannel() {
      {
        pipeline().addLast(TlsConnection.OUTFLOW, new Outflow());
      }

      @Override
      protected SocketAddress localAddress0() {
        return LOCAL;
      }

      @Override
      protected SocketAddress remoteAddress0() {
        return REMOTE;
      }
    };
  }
}
