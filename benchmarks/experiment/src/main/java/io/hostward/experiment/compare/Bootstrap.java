package io.hostward.experiment.compare;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/**
 * How far a ratio of medians may be off: the percentile bootstrap. A pure function; the seed is
 * fixed, so that a report can be computed anew.
 */
final class Bootstrap {
  /** With fewer runs of each the interval would be too narrow to be believed. */
  static final int LEAST = 5;

  private static final int RESAMPLES = 4_000;
  private static final double TAIL = 0.025;
  private static final long SEED = 95;

  private Bootstrap() {}

  /**
   * A ratio and its interval of 95 %.
   *
   * @param value the ratio of the medians
   * @param low the interval's lower end
   * @param high its upper end
   */
  record Interval(double value, double low, double high) {}

  /** The median. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The median of these over the median of those; nothing if there are too few of either.
   *
   * @param ratios how many such ratios are looked at: the more, the likelier that one is far off by
   *     chance, so that each interval is widened for 95 % to hold for all of them together
   */
  static Optional<Interval> ratio(double[] these, double[] those, int ratios) {
    double tail = TAIL / Math.max(1, ratios);
    if (these.length < LEAST || those.length < LEAST) {
      return Optional.empty();
    }
    Random random = new Random(SEED);
    double[] drawn = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      drawn[i] = median(resample(these, random)) / median(resample(those, random));
    }
    Arrays.sort(drawn);
    return Optional.of(
        new Interval(
            median(these) / median(those),
            drawn[(int) Math.floor(tail * (RESAMPLES - 1))],
            drawn[(int) Math.ceil((1 - tail) * (RESAMPLES - 1))]));
  }

  private static double[] resample(double[] values, Random random) {
    double[] drawn = new double[values.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = values[random.nextInt(values.length)];
    }
    return drawn;
  }
}
