package io.hostward.experiment.trace;

import io.hostward.vsphere.TrafficSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What passed a host in a time beyond what was to be expected from the time before, and how far
 * such expectations were off in the hour before.
 *
 * @param bytes more than expected; negative if less
 * @param scale by how many bytes expectations were off, as a standard deviation would say it
 * @param bursts share of earlier times that were off by more than half of the bytes looked for
 */
record Excess(double bytes, double scale, double bursts) {
  /** The level is the median of so many samples: five minutes. */
  private static final int LEVEL = 15;

  /** Fewer samples than these say nothing of what is usual. */
  static final int LEAST = 8;

  /** Servers count in whole kilobytes per second. */
  private static final double ROUNDING = 1_024;

  /** Of the normal distribution, in median absolute deviations. */
  private static final double SIGMA = 1.4826;

  /** Of the normal distribution: the share of 0.9 lies within so many standard deviations. */
  private static final double NINE_TENTHS = 1.645;

  /**
   * Compares.
   *
   * @param samples of one host, oldest first
   * @param figure what is looked at
   * @param window the time, widened by what clocks are uncertain
   * @param ours other times when we ourselves sent, which tell nothing of what is usual
   * @param looked the bytes looked for
   * @return nothing if the samples do not cover the time, or there are too few before it
   */
  static Optional<Excess> of(
      List<TrafficSample> samples,
      Function<TrafficSample, OptionalDouble> figure,
      Span window,
      List<Span> ours,
      double looked) {
    List<Double> before = new ArrayList<>();
    List<TrafficSample> within = new ArrayList<>();
    for (TrafficSample sample : samples) {
      if (figure.apply(sample).isEmpty()) {
        continue;
      }
      if (window.touches(sample.begin(), sample.end())) {
        within.add(sample);
      } else if (sample.end().isBefore(window.from())
          && ours.stream().noneMatch(span -> span.touches(sample.begin(), sample.end()))) {
        before.add(bytes(sample, figure));
      }
    }
    if (!covers(within, window) || before.size() < LEAST) {
      return Optional.empty();
    }
    double passed = within.stream().mapToDouble(sample -> bytes(sample, figure)).sum();
    int length = within.size();
    double[] off = errors(before, length);
    double excess = passed - length * level(before, before.size());
    double seconds = within.get(0).interval().toSeconds();
    double scale = Math.max(spread(off), ROUNDING * seconds * Math.sqrt(length));
    long large = Arrays.stream(off).filter(error -> Math.abs(error) > looked / 2).count();
    return Optional.of(new Excess(excess, scale, (large + 1.0) / (off.length + 2.0)));
  }

  private static double bytes(
      TrafficSample sample, Function<TrafficSample, OptionalDouble> figure) {
    return figure.apply(sample).orElseThrow() * sample.interval().toSeconds();
  }

  private static boolean covers(List<TrafficSample> samples, Span window) {
    if (samples.isEmpty() || samples.get(0).begin().isAfter(window.from())) {
      return false;
    }
    Instant reached = samples.get(0).begin();
    for (TrafficSample sample : samples) {
      if (sample.begin().isAfter(reached.plusSeconds(1))) {
        return false;
      }
      reached = sample.end();
    }
    return !reached.isBefore(window.to());
  }

  /** What was to be expected of the sample at an index, from those before. */
  private static double level(List<Double> bytes, int index) {
    return median(
        bytes.subList(Math.max(0, index - LEVEL), index).stream()
            .mapToDouble(Double::doubleValue)
            .toArray());
  }

  /** By how much the same expectation was off at each earlier time of that length. */
  private static double[] errors(List<Double> bytes, int length) {
    List<Double> errors = new ArrayList<>();
    for (int begin = LEAST / 2; begin + length <= bytes.size(); begin++) {
      double sum = bytes.subList(begin, begin + length).stream().mapToDouble(b -> b).sum();
      errors.add(sum - length * level(bytes, begin));
    }
    return errors.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The middle of them, or their outskirts where these are farther out than the middle has it. */
  private static double spread(double[] errors) {
    double[] sizes = Arrays.stream(errors).map(Math::abs).sorted().toArray();
    if (sizes.length == 0) {
      return 0;
    }
    double outskirts = sizes[(int) Math.floor(0.9 * (sizes.length - 1))];
    return Math.max(SIGMA * median(sizes), outskirts / NINE_TENTHS);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
