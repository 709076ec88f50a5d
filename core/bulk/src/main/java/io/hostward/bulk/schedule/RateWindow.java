package io.hostward.bulk.schedule;

import io.hostward.bulk.progress.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What the last half minute brought. Not thread-safe. */
final class RateWindow {
  private static final Duration SPAN = Duration.ofSeconds(30);
  private static final Duration APART = Duration.ofMillis(500);

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** What had been moved by a time, since the run began. */
  private record Sample(Instant at, Tally.Amount moved) {}

  /** Takes note, unless it did a moment ago. */
  void sample(Instant now, Tally.Amount moved) {
    Sample last = samples.peekLast();
    if (last != null && Duration.between(last.at(), now).compareTo(APART) < 0) {
      return;
    }
    samples.addLast(new Sample(now, moved));
    while (samples.size() > 2
        && Duration.between(samples.element().at(), now).compareTo(SPAN) > 0) {
      samples.removeFirst();
    }
  }

  /** Returns bytes a second; 0 if nothing was moved, or nothing is known. */
  double bytesPerSecond() {
    return samples.isEmpty() ? 0 : gained().bytes() / seconds();
  }

  /**
   * Returns how long this much will take: small files by their number, large ones by their bytes.
   */
  Optional<Duration> timeFor(Tally.Amount left) {
    if (samples.size() < 2) {
      return Optional.empty();
    }
    Tally.Amount gained = gained();
    if (gained.deliveries() <= 0 && gained.bytes() <= 0) {
      return Optional.empty();
    }
    double byBytes = gained.bytes() <= 0 ? 0 : left.bytes() / (gained.bytes() / seconds());
    double byCount =
        gained.deliveries() <= 0 ? 0 : left.deliveries() / (gained.deliveries() / seconds());
    return Optional.of(Duration.ofMillis((long) (Math.max(byBytes, byCount) * 1000)));
  }

  private Tally.Amount gained() {
    return samples.getLast().moved().minus(samples.getFirst().moved());
  }

  private double seconds() {
    Duration time = Duration.between(samples.getFirst().at(), samples.getLast().at());
    return Math.max(0.5, time.toMillis() / 1e3);
  }
}
