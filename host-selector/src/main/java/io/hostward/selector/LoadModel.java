package io.hostward.selector;

import io.hostward.model.HostSnapshot;
import io.hostward.model.HostUse;
import io.hostward.model.Throughput;
import io.hostward.spi.SelectionContext;
import java.util.List;
import java.util.Optional;

/**
 * Predicts how long the next file would take on each host: the bytes that this process has under
 * way there and the file itself, at the rate that the most exhausted of the host's resources
 * leaves. Where this process's own uploads lately got less than that, their rate counts: some
 * bottlenecks, such as a slow line between two sites, show in nobody's counters.
 */
final class LoadModel {
  /** Bytes of a file whose size is not known, so that lines of different speed differ. */
  private static final double USUAL_SIZE = 1 << 30;

  /**
   * The part of a line that a newcomer gets although all of it was in use: what uses it are mostly
   * connections that share, and a figure tens of seconds old has rarely stayed at its height.
   */
  private static final double LEAST_SHARE = 0.3;

  /** What a fresh rate of one's own counts against the counters; some of it may be chance. */
  private static final double OWN_RATE_WEIGHT = 0.8;

  /** Seconds after which a rate of one's own counts half of that. */
  private static final double OWN_RATE_HALF_LIFE = 120;

  private final SelectionContext context;
  private final LoadFigures figures;
  private final double size;

  LoadModel(List<HostSnapshot> hosts, SelectionContext context, double halfLifeSeconds) {
    this.context = context;
    this.figures = new LoadFigures(hosts, context, halfLifeSeconds);
    // At least a byte, so that an empty file still prefers the better host.
    this.size = context.size().isPresent() ? Math.max(1, context.size().getAsLong()) : USUAL_SIZE;
  }

  SelectionContext context() {
    return context;
  }

  LoadFigures figures() {
    return figures;
  }

  double size() {
    return size;
  }

  /** Returns the seconds predicted, above 0. */
  double seconds(HostSnapshot host) {
    HostUse use = figures.use(host);
    return (Math.max(0, use.bytesLeft()) + size)
        / rate(host, use)
        / Penalty.factor(use, context.now());
  }

  /**
   * Returns the bytes per second that this process may expect of the host in all: what the counters
   * leave, corrected by what its own uploads get.
   */
  private double rate(HostSnapshot host, HostUse use) {
    double told = figures.line(host) * spareShare(host);
    Optional<Throughput> measured = use.throughput();
    if (measured.isEmpty() || !Rates.isPlausible(measured.get())) {
      return told;
    }
    double weight =
        OWN_RATE_WEIGHT
            * Ages.weight(measured.get().measuredAt(), context.now(), OWN_RATE_HALF_LIFE);
    return weight * Rates.total(measured.get()) + (1 - weight) * told;
  }

  /** Returns the kind of load that is highest. */
  int bottleneck(HostSnapshot host) {
    int worst = 0;
    for (int kind = 1; kind < LoadFigures.KINDS; kind++) {
      if (figures.share(host, kind) > figures.share(host, worst)) {
        worst = kind;
      }
    }
    return worst;
  }

  private double spareShare(HostSnapshot host) {
    double highest = 0;
    for (int kind = 0; kind < LoadFigures.KINDS; kind++) {
      highest = Math.max(highest, figures.share(host, kind));
    }
    return LEAST_SHARE + (1 - LEAST_SHARE) * (1 - highest);
  }
}
