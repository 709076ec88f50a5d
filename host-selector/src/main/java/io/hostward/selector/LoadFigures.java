package io.hostward.selector;

import io.hostward.inventory.Figure;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.HostSnapshot;
import io.hostward.memory.HostUse;
import io.hostward.memory.SentBytes;
import io.hostward.ranking.SelectionContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns the hosts' figures into shares of what they have, 0 (idle) to 1 (exhausted). A figure loses
 * weight with age in favour of the mean over all hosts, which also stands in for a missing or
 * impossible one; where no host has it, it says nothing. Hosts go by their place in the list, and
 * everything is computed once, because a selection among a thousand hosts is to take microseconds.
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

  private final List<HostSnapshot> hosts;
  private final HostUse[] uses;
  private final SelectionContext context;
  private final double[] lines;
  private final double halfLifeSeconds;
  private final double[] raw;
  private final float[] weights;
  private final double[] means = new double[KINDS];
  private @Nullable Instant weighedInstant;
  private double weighed;

  /**
   * Figures of these hosts.
   *
   * @param uses what this process does with each of them, in their order
   */
  LoadFigures(
      List<HostSnapshot> hosts, HostUse[] uses, SelectionContext context, double halfLifeSeconds) {
    this.hosts = hosts;
    this.uses = uses;
    this.context = context;
    this.halfLifeSeconds = halfLifeSeconds;
    this.lines = new double[hosts.size()];
    this.raw = new double[hosts.size() * KINDS];
    this.weights = new float[raw.length];
    // One visit to each host: a thousand of them do not fit into the nearest cache.
    for (int i = 0; i < lines.length; i++) {
      HostLoad load = hosts.get(i).load();
      OptionalLong bitsPerSecond = load.lineBitsPerSecond();
      lines[i] = bitsPerSecond.isPresent() ? bitsPerSecond.getAsLong() / 8.0 : 0;
      read(i, CPU, load.cpu());
      read(i, MEMORY, load.memory());
      read(i, NETWORK, load.network());
      read(i, LATENCY, load.writeLatencyMillis());
    }
    fillLines();
    for (int i = 0; i < raw.length; i++) {
      raw[i] = toShare(i / KINDS, i % KINDS, raw[i]);
    }
    for (int kind = 0; kind < KINDS; kind++) {
      means[kind] = mean(kind);
    }
  }

  /**
   * Returns the bytes per second of a host's line, the mean of the others' where it is not known.
   */
  double line(int host) {
    return lines[host];
  }

  /** Returns what the figure that decides is worth by its age, 0 to 1; 0 if there is none. */
  double weight(int host) {
    return weights[host * KINDS + bottleneck(host)];
  }

  /** Returns one kind of load, weighted by its age. */
  double share(int host, int kind) {
    int place = host * KINDS + kind;
    double weight = weights[place];
    return raw[place] < 0 ? means[kind] : weight * raw[place] + (1 - weight) * means[kind];
  }

  /** Returns the kind of load whose share is highest. */
  int bottleneck(int host) {
    int worst = 0;
    double highest = share(host, 0);
    for (int kind = 1; kind < KINDS; kind++) {
      double share = share(host, kind);
      if (share > highest) {
        worst = kind;
        highest = share;
      }
    }
    return worst;
  }

  /** Returns the highest share of all kinds. */
  double highest(int host) {
    double highest = share(host, 0);
    for (int kind = 1; kind < KINDS; kind++) {
      double share = share(host, kind);
      highest = share > highest ? share : highest;
    }
    return highest;
  }

  /** Returns one kind of load as it was measured, or a negative number if it was not. */
  double raw(int host, int kind) {
    return raw[host * KINDS + kind];
  }

  /** Returns how old a figure is, in seconds. */
  double age(int host, int kind) {
    HostLoad load = hosts.get(host).load();
    Optional<Figure> figure =
        switch (kind) {
          case CPU -> load.cpu();
          case MEMORY -> load.memory();
          case NETWORK -> load.network();
          default -> load.writeLatencyMillis();
        };
    return figure.isEmpty() ? 0 : Ages.seconds(figure.get().measuredAt(), context.now());
  }

  private void read(int host, int kind, Optional<Figure> figure) {
    int place = host * KINDS + kind;
    raw[place] = -1;
    if (figure.isEmpty()) {
      return;
    }
    double value = figure.get().value();
    if (value >= 0 && value < Double.POSITIVE_INFINITY) {
      Instant measuredAt = figure.get().measuredAt();
      weights[place] = (float) weight(measuredAt);
      raw[place] = kind == NETWORK ? others(host, value, measuredAt) : value;
    }
  }

  /** Makes a share of a figure in its own unit; negative stays negative. */
  private double toShare(int host, int kind, double value) {
    double share = value;
    if (kind == NETWORK) {
      share = value / lines[host];
    } else if (kind == LATENCY && value > 0) {
      share = value / (value + HALF_LATENCY);
    }
    return share > 1 ? 1 : share;
  }

  /** Gives hosts whose line is not known the mean of the others'. */
  private void fillLines() {
    double sum = 0;
    int count = 0;
    for (double line : lines) {
      if (line > 0) {
        sum += line;
        count++;
      }
    }
    double mean = count == 0 ? USUAL_LINE : sum / count;
    for (int i = 0; i < lines.length; i++) {
      if (!(lines[i] > 0)) {
        lines[i] = mean;
      }
    }
  }

  /** Figures of one reading share their instant, so one division serves many. */
  private double weight(Instant measuredAt) {
    if (!measuredAt.equals(weighedInstant)) {
      weighed = Ages.weight(measuredAt, context.now(), halfLifeSeconds);
      weighedInstant = measuredAt;
    }
    return weighed;
  }

  /** What the network figure shows besides this process's own bytes. */
  private double others(int host, double bytesPerSecond, Instant measuredAt) {
    if (uses[host].sent() == SentBytes.NONE) {
      return bytesPerSecond;
    }
    double own = uses[host].sent().rate(measuredAt, SAMPLE);
    return own >= 0 ? Math.max(0, bytesPerSecond - own) : bytesPerSecond;
  }

  private double mean(int kind) {
    double sum = 0;
    int count = 0;
    for (int place = kind; place < raw.length; place += KINDS) {
      if (raw[place] >= 0) {
        sum += raw[place];
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
