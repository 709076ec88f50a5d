package io.hostward.experiment.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.HostId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Traces whose clock nobody moves: half a minute for samples of 20 s, on real sockets. Runs with
 * other people's programs.
 */
class TraceRealTimeTest {
  private static final TraceSettings SETTINGS =
      new TraceSettings(64 << 20, 1, 3, Duration.ofSeconds(90));

  @Test
  void findsTheHiddenHostInRealTime() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> traces = new ArrayList<>();
      for (int seed = 1; seed <= 4; seed++) {
        int one = seed;
        traces.add(threads.submit(() -> trace(one)));
      }
      for (Future<?> trace : traces) {
        trace.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void trace(int seed) throws Exception {
    try (World world = World.inRealTime(seed, 3)) {
      List<Round> rounds = world.tracer().run(SETTINGS, line -> {});

      HostId named = rounds.get(0).verdict().carrier().orElseThrow().host();
      assertThat(named).as("seed %d", seed).isEqualTo(world.carrier());
      assertThat(rounds.get(0).verdict().doubts()).as("seed %d", seed).isEmpty();
      assertThat(world.files()).isEmpty();
      return null;
    }
  }
}
