package io.hostward.peers.rounds;

import java.util.List;
import java.util.Locale;

/**
 * Several figures of one thing, as their median with the smallest and the largest.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param least the smallest
 * @param most the largest
 */
public record Spread(double median, double least, double most) {
  /** Returns the spread of some figures, at least one. */
  public static Spread of(List<Double> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("a spread needs a figure");
    }
    List<Double> sorted = figures.stream().sorted().toList();
    int count = sorted.size();
    double median = (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(count - 1));
  }

  /** Returns for example {@code 1.23 (1.10-1.31)}, or the figure alone if there is no spread. */
  public String text(int decimals) {
    String format = "%." + decimals + "f";
    String middle = String.format(Locale.ROOT, format, median);
    String low = String.format(Locale.ROOT, format, least);
    String high = String.format(Locale.ROOT, format, most);
    return low.equals(high) ? middle : middle + " (" + low + "-" + high + ")";
  }
}
