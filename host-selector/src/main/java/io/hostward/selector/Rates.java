package io.hostward.selector;

import io.hostward.memory.Throughput;

/** Reads measured rates so that no absurd one leads to an infinite or undefined prediction. */
final class Rates {
  private static final double LEAST = 1;
  private static final double MOST = 1e15;
  private static final double MOST_SHARING = 1e6;

  private Rates() {}

  /** Returns whether the rate can be one: a byte to a petabyte per second. */
  static boolean isPlausible(Throughput measured) {
    return measured.bytesPerSecond() >= LEAST && measured.bytesPerSecond() <= MOST;
  }

  /** Returns what the host gave all uploads together, 0 if that is not plausible. */
  static double total(Throughput measured) {
    double sharedBy = measured.sharedBy() >= 1 ? Math.min(measured.sharedBy(), MOST_SHARING) : 1;
    return isPlausible(measured) ? measured.bytesPerSecond() * sharedBy : 0;
  }
}
