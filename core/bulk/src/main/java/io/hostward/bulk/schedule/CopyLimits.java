package io.hostward.bulk.schedule;

import java.time.Duration;

/**
 * How files are copied from one datastore to others.
 *
 * @param perSource copies at once from one datastore, at least 1; 2 by default
 * @param faster a file is sent rather than copied if uploads have been this many times as fast as
 *     copies, a delivery for a delivery; 4 by default, since uploads share one line and copies do
 *     not
 * @param patience how long nothing may be heard of what is waited for, beside the time that a copy
 *     takes; then the file is sent. One minute by default
 */
public record CopyLimits(int perSource, double faster, Duration patience) {
  /** The defaults. */
  public static final CopyLimits DEFAULT = new CopyLimits(2, 4, Duration.ofMinutes(1));

  /**
   * Checks all.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public CopyLimits {
    if (perSource < 1 || !(faster > 0) || patience.isNegative()) {
      throw new IllegalArgumentException(
          "copies at once are at least 1, and no limit is below zero, were: "
              + perSource
              + ", "
              + faster
              + ", "
              + patience);
    }
  }

  /** The same with other copies at once. */
  public CopyLimits withPerSource(int copies) {
    return new CopyLimits(copies, faster, patience);
  }
}
