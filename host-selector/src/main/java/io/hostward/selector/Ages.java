package io.hostward.selector;

import java.time.Instant;

/** What a figure is still worth. */
final class Ages {
  private Ages() {}

  /** Returns seconds from one moment to another, 0 if clocks disagree. */
  static double seconds(Instant from, Instant to) {
    double seconds =
        (double) to.getEpochSecond()
            - from.getEpochSecond()
            + (to.getNano() - from.getNano()) / 1e9;
    return Math.max(0, seconds);
  }

  /**
   * Returns the weight of a figure: 1 when new, 1/2 at the half-life, then falling ever more
   * slowly. A quotient instead of a power, because it is taken four thousand times per selection.
   */
  static double weight(Instant measuredAt, Instant now, double halfLifeSeconds) {
    return halfLifeSeconds / (halfLifeSeconds + seconds(measuredAt, now));
  }
}
