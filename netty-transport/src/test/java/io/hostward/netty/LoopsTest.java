package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslProvider;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a thread of the network does when there is always something to do. */
class LoopsTest {
  @Test
  void socketsAreServedThoughTasksNeverEnd() throws Exception {
    Loops loops = Loops.start(1);
    Resources resources = resources(loops);
    AtomicBoolean busy = new AtomicBoolean(true);
    try (ScriptedServer server = ScriptedServer.of(Calls.serving());
        NettyTransport transport = new NettyTransport(resources)) {
      Samples.await(transport.call(Calls.to(server)));
      keepBusy(loops.next(), busy);
      long begun = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        Samples.await(transport.call(Calls.to(server)));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
      busy.set(false);
    }
  }

  /** What a transport with these loops shares. */
  static Resources resources(Loops loops) {
    Settings settings =
        new Settings(Calls.LONG, Calls.LONG, Calls.LONG, Calls.LONG, 256 << 10, 1 << 20);
    Workers workers = Workers.own(Workers.IDLE);
    return new Resources(
        settings,
        workers,
        loops,
        new TlsContexts(SslProvider.JDK),
        new KeptConnections(Calls.LONG),
        SendQueues.ofSystem(workers.executor()),
        new Admissions(8, settings.bodyBytes(), MemoryBudget.ofProcess()),
        new Bandwidth());
  }

  private static void keepBusy(EventLoop loop, AtomicBoolean busy) {
    loop.execute(
        () -> {
          if (busy.get()) {
            keepBusy(loop, busy);
          }
        });
  }
}
