package io.hostward.cli.text;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rate of a transfer over its last seconds. Not thread-safe; the caller gives it the time. */
final class RecentRate {
  private static final long WINDOW = Duration.ofSeconds(5).toNanos();
  // Fewer nanoseconds say more about the scheduler than about the network.
  private static final long SHORTEST = Duration.ofMillis(200).toNanos();
  private static final long SPACING = Duration.ofMillis(50).toNanos();

  // At least SPACING apart, so that there are at most a hundred or so.
  private final Deque<Sample> kept = new ArrayDeque<>();
  private @Nullable Sample latest;

  private record Sample(long nanos, long bytes) {}

  /** Takes note of the total so far; a total that went down begins anew. */
  void record(long nanos, long bytes) {
    if (latest != null && bytes < latest.bytes) {
      kept.clear();
    }
    latest = new Sample(nanos, bytes);
    Sample last = kept.peekLast();
    if (last == null || nanos - last.nanos >= SPACING) {
      kept.addLast(latest);
    }
    while (kept.size() > 1 && nanos - kept.getFirst().nanos > WINDOW) {
      kept.removeFirst();
    }
  }

  /** Returns the rate, once there is enough to tell it. */
  Optional<ByteRate> rate() {
    Sample first = kept.peekFirst();
    if (first == null || latest == null || latest.nanos - first.nanos < SHORTEST) {
      return Optional.empty();
    }
    Duration elapsed = Duration.ofNanos(latest.nanos - first.nanos);
    return Optional.of(ByteRate.of(latest.bytes - first.bytes, elapsed));
  }
}
