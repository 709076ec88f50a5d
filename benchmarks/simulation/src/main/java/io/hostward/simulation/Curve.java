package io.hostward.simulation;

import java.util.Arrays;
import java.util.Random;

/** A value that is constant between moments. Immutable. */
final class Curve {
  private final double[] times;
  private final double[] values;

  private Curve(double[] times, double[] values) {
    this.times = times;
    this.values = values;
  }

  static Curve constant(double value) {
    return new Curve(new double[] {0}, new double[] {value});
  }

  /**
   * A walk that jumps to an even draw between two values now and then, up to an hour.
   *
   * @param meanSeconds the mean time between jumps
   */
  static Curve jumping(Random random, double least, double most, double meanSeconds) {
    double[] times = new double[(int) (2 * 3600 / meanSeconds) + 1];
    double[] values = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = i == 0 ? 0 : times[i - 1] + meanSeconds * (0.5 + random.nextDouble());
      values[i] = least + random.nextDouble() * (most - least);
    }
    return new Curve(times, values);
  }

  double at(double time) {
    int found = Arrays.binarySearch(times, time);
    return values[Math.max(0, found >= 0 ? found : -found - 2)];
  }

  /** The moments at which it changes. */
  double[] times() {
    return times.clone();
  }
}
