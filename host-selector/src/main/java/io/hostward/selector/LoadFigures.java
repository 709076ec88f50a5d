package io.hostward.selector;

import io.hostward.model.Figure;
import io.hostward.model.HostLoad;
import io.hostward.model.HostSnapshot;
import io.hostward.model.HostUse;
import io.hostward.spi.SelectionContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns a host's figures into shares of what it has, 0 (idle) to 1 (exhausted). A figure loses
 * weight with age in favour of the mean over all hosts, which also stands in for a missing or
 * impossible one; where no host has it, it says nothing.
 */
final class LoadFigures {
  /** The kinds of load, by their place in arrays. */
  static final int CPU = 0;

  static final int MEMORY = 1;
  static final int NETWORK = 2;
  static final int LATENCY = 3;
  static final int KINDS = 4;

  /** The span over which vCenter averages its real-time counters. */
  private static final Duration SAMPLE = Duration.ofSeconds(20);

  /** Milliseconds per write at which a datastore counts as half exhausted. */
  private static final double HALF_LATENCY = 20;

  /** Assumed where no host tells its line: what matters then is only that all have the same. */
  private static final double USUAL_LINE = 10e9 / 8;

  private final SelectionContext context;
  private final double halfLifeSeconds;
  private final boolean anyUse;
  private final double meanLine;
  private final double[] means = new double[KINDS];

  LoadFigures(List<HostSnapshot> hosts, SelectionContext context, double halfLifeSeconds) {
    this.context = context;
    this.halfLifeSeconds = halfLifeSeconds;
    this.anyUse = !context.hosts().isEmpty();
    this.meanLine = meanLine(hosts);
    int[] counts = new int[KINDS];
    for (int i = 0; i < hosts.size(); i++) {
      HostSnapshot host = hosts.get(i);
      for (int kind = 0; kind < KINDS; kind++) {
        double raw = raw(host, kind);
        if (raw >= 0) {
          means[kind] += raw;
          counts[kind]++;
        }
      }
    }
    for (int kind = 0; kind < KINDS; kind++) {
      means[kind] = counts[kind] == 0 ? 0 : means[kind] / counts[kind];
    }
  }

  /** Returns the bytes per second of a host's line, the mean of the others' where untold. */
  double line(HostSnapshot host) {
    double line = told(host.load().lineBitsPerSecond());
    return line > 0 ? line : meanLine;
  }

  /** Returns what this process does with a host. */
  HostUse use(HostSnapshot host) {
    return anyUse ? context.use(host.id()) : HostUse.NONE;
  }

  /** Returns one kind of load, weighted by its age. */
  double share(HostSnapshot host, int kind) {
    double raw = raw(host, kind);
    if (raw < 0) {
      return means[kind];
    }
    double weight = Ages.weight(measuredAt(host, kind), context.now(), halfLifeSeconds);
    return weight * raw + (1 - weight) * means[kind];
  }

  /** Returns one kind of load as it was measured, or a negative number if it was not. */
  double raw(HostSnapshot host, int kind) {
    Optional<Figure> figure = figure(host.load(), kind);
    if (figure.isEmpty()) {
      return -1;
    }
    double value = figure.get().value();
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      return -1;
    }
    return switch (kind) {
      case NETWORK -> Math.min(1, others(host, value, figure.get().measuredAt()) / line(host));
      case LATENCY -> value / (value + HALF_LATENCY);
      default -> Math.min(1, value);
    };
  }

  Instant measuredAt(HostSnapshot host, int kind) {
    return figure(host.load(), kind).map(Figure::measuredAt).orElse(context.now());
  }

  /** What the network figure shows besides this process's own bytes. */
  private double others(HostSnapshot host, double bytesPerSecond, Instant measuredAt) {
    if (!anyUse) {
      return bytesPerSecond;
    }
    double own = context.use(host.id()).sent().rate(measuredAt, SAMPLE);
    return own >= 0 ? Math.max(0, bytesPerSecond - own) : bytesPerSecond;
  }

  private static Optional<Figure> figure(HostLoad load, int kind) {
    return switch (kind) {
      case CPU -> load.cpu();
      case MEMORY -> load.memory();
      case NETWORK -> load.network();
      default -> load.writeLatencyMillis();
    };
  }

  private static double meanLine(List<HostSnapshot> hosts) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < hosts.size(); i++) {
      double line = told(hosts.get(i).load().lineBitsPerSecond());
      if (line > 0) {
        sum += line;
        count++;
      }
    }
    return count == 0 ? USUAL_LINE : sum / count;
  }

  private static double told(OptionalLong bitsPerSecond) {
    return bitsPerSecond.isPresent() ? bitsPerSecond.getAsLong() / 8.0 : 0;
  }
}
