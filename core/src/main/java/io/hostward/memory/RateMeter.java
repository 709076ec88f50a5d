package io.hostward.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures what uploads get out of one host, as sums over the time in which bytes flow. Old time
 * fades, so that the quotients are decaying averages; idle time does not count, so that they do not
 * sink when nobody uploads. Not thread-safe.
 */
final class RateMeter {
  /** Busy seconds after which a measurement counts for 1/e. */
  private static final double FADE_SECONDS = 10;

  /** Less than this is slow start and socket buffers. */
  private static final double FEWEST_SECONDS = 0.5;

  private static final double FEWEST_BYTES = 4 << 20;

  private int flows;
  private double everBytes;
  private double bytes;
  private double busySeconds;
  private double flowSeconds;
  private @Nullable Instant advanced;
  private @Nullable Instant flowed;

  /** So many uploads begin or end to move bytes. */
  void flows(int change, Instant now) {
    advance(now);
    flows += change;
  }

  void bytes(long more, Instant now) {
    advance(now);
    bytes += more;
    everBytes += more;
    flowed = now;
  }

  void advance(Instant now) {
    if (advanced != null && flows > 0) {
      double seconds = Math.max(0, Duration.between(advanced, now).toNanos() / 1e9);
      double fade = Math.exp(-seconds / FADE_SECONDS);
      bytes *= fade;
      busySeconds = busySeconds * fade + seconds;
      flowSeconds = flowSeconds * fade + flows * seconds;
    }
    if (advanced == null || now.isAfter(advanced)) {
      advanced = now;
    }
  }

  Optional<Throughput> throughput() {
    if (flowed == null || flowSeconds < FEWEST_SECONDS || everBytes < FEWEST_BYTES) {
      return Optional.empty();
    }
    return Optional.of(
        // At least a byte, so that a host that hangs is not taken for one that is not known.
        new Throughput(
            Math.max(1, bytes / flowSeconds), Math.max(1, flowSeconds / busySeconds), flowed));
  }
}
