package io.hostward.simulation;

import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * A time below which no choice of hosts can end a scenario, not even one that knows the future and
 * cuts files into pieces. The largest of these:
 *
 * <ul>
 *   <li>all bytes at the sum of what the hosts can take, those beyond a line between sites limited
 *       by it;
 *   <li>each uploader's bytes at the speed of its own line, or of all hosts if that is less;
 *   <li>the largest file at the speed of the host that is best at each moment;
 *   <li>each uploader's files one after another in each of its slots, at the best host's speed,
 *       each with its setup.
 * </ul>
 */
final class LowerBound {
  private final Scenario scenario;
  private final TreeSet<Double> changes = new TreeSet<>();

  private LowerBound(Scenario scenario) {
    this.scenario = scenario;
    changes.add(0.0);
    for (SimHost host : scenario.hosts()) {
      for (Curve curve : new Curve[] {host.network(), host.cpu()}) {
        for (double time : curve.times()) {
          changes.add(time);
        }
      }
      if (host.diesAt() < Double.POSITIVE_INFINITY) {
        changes.add(host.diesAt());
      }
    }
  }

  /** Returns seconds. */
  static double of(Scenario scenario) {
    LowerBound bound = new LowerBound(scenario);
    double least = bound.until(scenario.bytes(), bound::everything);
    for (SimUploader uploader : scenario.uploaders()) {
      least = Math.max(least, bound.of(uploader));
    }
    return least;
  }

  private double of(SimUploader uploader) {
    double byLine = until(uploader.bytes(), time -> Math.min(uploader.line(), everything(time)));
    double largest = uploader.files().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double byLargest = until(largest, time -> Math.min(uploader.line(), best(time)));
    double peak = changes.stream().mapToDouble(this::best).max().orElse(1);
    double slotSeconds =
        uploader.files().size() * Scenario.SETUP
            + uploader.bytes() / Math.min(uploader.line(), peak);
    return Math.max(Math.max(byLine, byLargest), slotSeconds / uploader.parallel());
  }

  /** Bytes per second that all hosts together can take from the first uploader's site. */
  private double everything(double time) {
    int site = scenario.uploaders().get(0).site();
    double near = 0;
    double far = 0;
    for (SimHost host : scenario.hosts()) {
      if (host.site() == site) {
        near += host.capacity(time);
      } else {
        far += host.capacity(time);
      }
    }
    return near + Math.min(far, scenario.siteLine());
  }

  private double best(double time) {
    return scenario.hosts().stream().mapToDouble(host -> host.capacity(time)).max().orElse(0);
  }

  /** When so many bytes have flowed at a rate that is constant between changes. */
  private double until(double bytes, DoubleUnaryOperator rate) {
    double left = bytes;
    double time = Scenario.SETUP;
    while (true) {
      Double next = changes.higher(time);
      double speed = rate.applyAsDouble(time);
      if (next == null || left <= speed * (next - time)) {
        return time + left / speed;
      }
      left -= speed * (next - time);
      time = next;
    }
  }
}
