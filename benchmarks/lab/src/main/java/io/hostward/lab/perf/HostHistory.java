package io.hostward.lab.perf;

import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * The last hour of one host in samples of 20 s, whose ends are multiples of 20 s on the lab's
 * clock. Thread-safe.
 *
 * <p>Samples are taken by {@link #catchUp}; if several have fallen due, the bytes since the last
 * are shared evenly among them. The hour before the lab began shows the background load alone, as a
 * host that had been up for long would.
 */
final class HostHistory {
  static final Duration INTERVAL = Duration.ofSeconds(20);
  private static final int KEPT = 180;

  private final HostState host;
  private final List<String> datastores;

  private final Deque<Sample> samples = new ArrayDeque<>();
  private Instant last;
  private Totals totals;

  /** Counts since the lab began. */
  private record Totals(Traffic doors, Map<String, Long> written, Map<String, Long> read) {}

  HostHistory(HostState host, List<String> datastores, Instant now) {
    this.host = host;
    this.datastores = datastores;
    this.last = floor(now);
    this.totals = totals();
    for (int i = KEPT - 1; i >= 0; i--) {
      samples.addLast(sample(last.minus(INTERVAL.multipliedBy(i)), totals, 1));
    }
  }

  private static Instant floor(Instant now) {
    long seconds = now.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, INTERVAL.toSeconds()));
  }

  /** Takes the samples that have fallen due. */
  synchronized void catchUp(Instant now) {
    Instant due = floor(now);
    long missed = Duration.between(last, due).dividedBy(INTERVAL);
    if (missed <= 0) {
      return;
    }
    Totals before = totals;
    totals = totals();
    for (long i = Math.max(1, missed - KEPT + 1); i <= missed; i++) {
      samples.addLast(sample(last.plus(INTERVAL.multipliedBy(i)), before, missed));
      samples.removeFirst();
    }
    last = due;
  }

  /** The samples that are kept, oldest first. */
  synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** The newest sample. */
  synchronized Sample newest() {
    return samples.getLast();
  }

  private Sample sample(Instant time, Totals before, long shares) {
    Traffic passed = totals.doors().since(before.doors());
    return new Sample(
        time,
        host.connection() == ConnectionState.CONNECTED,
        host.load(),
        passed.in() / shares,
        passed.out() / shares,
        datastores.size(),
        share(before.written(), totals.written(), shares),
        share(before.read(), totals.read(), shares));
  }

  /** What is zero is left out: hosts times datastores times samples is much. */
  private static Map<String, Long> share(
      Map<String, Long> before, Map<String, Long> after, long shares) {
    Map<String, Long> result = new HashMap<>();
    after.forEach(
        (store, count) -> {
          long share = (count - before.getOrDefault(store, 0L)) / shares;
          if (share > 0) {
            result.put(store, share);
          }
        });
    return result;
  }

  private Totals totals() {
    return new Totals(
        host.traffic().snapshot(), sums(host.traffic()::written), sums(host.traffic()::read));
  }

  private Map<String, Long> sums(Function<String, LongAdder> counter) {
    Map<String, Long> sums = new HashMap<>();
    for (String store : datastores) {
      long sum = counter.apply(store).sum();
      if (sum > 0) {
        sums.put(store, sum);
      }
    }
    return sums;
  }
}
