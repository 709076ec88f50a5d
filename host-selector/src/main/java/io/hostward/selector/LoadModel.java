package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.memory.HostUse;
import io.hostward.memory.Throughput;
import io.hostward.ranking.SelectionContext;
import java.util.List;
import java.util.Optional;

/**
 * Predicts how long the next file would take on each host: the bytes that this process has under
 * way there and the file itself, at the rate that the most exhausted of the host's resources
 * leaves. Where this process's own uploads lately got less than that, their rate counts: some
 * bottlenecks, such as a slow line between two sites, show in no counters.
 */
final class LoadModel {
  /** Bytes of a file whose size is not known, so that lines of different speed differ. */
  private static final double USUAL_SIZE = 1 << 30;

  /**
   * The part of a line that a newcomer gets although all of it was in use: what uses it are mostly
   * connections that share, and a figure tens of seconds old has rarely stayed at its height.
   */
  private static final double LEAST_SHARE = 0.3;

  /** What a fresh rate of our own uploads counts against the counters; some of it may be chance. */
  private static final double OWN_RATE_WEIGHT = 0.8;

  /** Seconds after which a rate of our own uploads counts half of that. */
  private static final double OWN_RATE_HALF_LIFE = 120;

  private final HostUse[] uses;
  private final SelectionContext context;
  private final LoadFigures figures;
  private final double size;

  LoadModel(List<HostSnapshot> hosts, SelectionContext context, double halfLifeSeconds) {
    this.uses = new HostUse[hosts.size()];
    this.context = context;
    for (int i = 0; i < uses.length; i++) {
      uses[i] = context.use(hosts.get(i).id());
    }
    this.figures = new LoadFigures(hosts, uses, context, halfLifeSeconds);
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

  /** Returns false if the size is a usual one, since the file's own is not known. */
  boolean isSizeKnown() {
    return context.size().isPresent();
  }

  /** Returns what this process does with a host. */
  HostUse use(int host) {
    return uses[host];
  }

  /** Returns the seconds predicted, above 0. */
  double seconds(int host) {
    HostUse use = use(host);
    return (Math.max(0, use.bytesLeft()) + size)
        / rate(host, use)
        / Penalty.factor(use, context.now());
  }

  /**
   * Returns the bytes per second that this process may expect of the host in all: what the counters
   * leave, corrected by what its own uploads get.
   */
  private double rate(int host, HostUse use) {
    double free = 1 - figures.highest(host);
    double told = figures.line(host) * (LEAST_SHARE + (1 - LEAST_SHARE) * free);
    Optional<Throughput> measured = use.throughput();
    if (measured.isEmpty() || !Rates.isPlausible(measured.get())) {
      return told;
    }
    double weight = ownWeight(measured.get());
    return weight * Rates.total(measured.get()) + (1 - weight) * told;
  }

  /**
   * Returns how far a prediction can be trusted, 0 to 1: as far as it is not made of old figures.
   */
  double trust(int host) {
    double own = use(host).throughput().filter(Rates::isPlausible).map(this::ownWeight).orElse(0.0);
    return own + (1 - own) * figures.weight(host);
  }

  private double ownWeight(Throughput measured) {
    return OWN_RATE_WEIGHT * Ages.weight(measured.measuredAt(), context.now(), OWN_RATE_HALF_LIFE);
  }
}
