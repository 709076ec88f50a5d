package io.hostward.bulk.schedule;

import java.time.Duration;

/** How fast deliveries of one kind have been, the last ones counting most. Not thread-safe. */
final class MeasuredRate {
  private static final double WEIGHT_OF_THE_LAST = 0.3;

  private double bytesPerSecond;

  void measured(long bytes, Duration time) {
    double last = bytes / Math.max(1e-3, time.toNanos() / 1e9);
    bytesPerSecond =
        bytesPerSecond == 0 ? last : bytesPerSecond + WEIGHT_OF_THE_LAST * (last - bytesPerSecond);
  }

  /** Returns bytes a second of one delivery; 0 if nothing was measured. */
  double bytesPerSecond() {
    return bytesPerSecond;
  }
}
