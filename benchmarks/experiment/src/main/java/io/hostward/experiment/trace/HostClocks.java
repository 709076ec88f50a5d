package io.hostward.experiment.trace;

import io.hostward.inventory.HostId;
import io.hostward.inventory.HostSnapshot;
import io.hostward.vsphere.TrafficSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By how much hosts' clocks are off the server's, as far as that follows from when their samples
 * come. A host stamps a sample with the end of its time by its own clock. What is shown already has
 * ended; what is not shown yet has not ended long ago. So each look bounds the host's clock from
 * below and from above, and a clock is named where even the nearer bound is too far off. Not
 * thread-safe.
 */
final class HostClocks {
  /** What is nearer is not named: hosts that are kept by NTP are within a second or so. */
  static final Duration NEAR = Duration.ofSeconds(2);

  /** So late may a sample come, and no host is to blame. */
  private static final Duration LATEST = Duration.ofSeconds(10);

  private final Map<HostId, Bounds> hosts = new HashMap<>();

  /** How far a clock is ahead, and what was looked at last. */
  private static final class Bounds {
    private Duration low = Duration.ofDays(-1);
    private Duration high = Duration.ofDays(1);
    private Instant newest = Instant.MIN;
    private Instant looked = Instant.MIN;
  }

  /**
   * Looks at samples.
   *
   * @param server what the server's clock showed
   * @param uncertainty by how much that may be wrong
   */
  void see(Instant server, Duration uncertainty, Map<HostId, List<TrafficSample>> samples) {
    samples.forEach(
        (host, all) -> {
          if (!all.isEmpty()) {
            see(
                hosts.computeIfAbsent(host, id -> new Bounds()),
                server,
                uncertainty,
                all.get(all.size() - 1));
          }
        });
  }

  private static void see(
      Bounds bounds, Instant server, Duration uncertainty, TrafficSample newest) {
    Duration ahead = Duration.between(server, newest.end());
    bounds.low = max(bounds.low, ahead.minus(uncertainty));
    // The sample after this one is not shown yet.
    Duration high = ahead.plus(newest.interval());
    if (bounds.looked.isAfter(Instant.MIN) && newest.end().isAfter(bounds.newest)) {
      // Nor was this one when it was looked before.
      high = min(high, Duration.between(bounds.looked, newest.end()));
    }
    bounds.high = min(bounds.high, high.plus(LATEST).plus(uncertainty));
    bounds.newest = newest.end();
    bounds.looked = server;
  }

  /**
   * Returns by how much a host's clock is ahead of the server's at least, negative if it is behind;
   * empty if it may be near.
   */
  Optional<Duration> off(HostId host) {
    Bounds bounds = hosts.get(host);
    if (bounds == null || bounds.low.compareTo(bounds.high) > 0) {
      // Never seen, or one of the clocks was set meanwhile.
      return Optional.empty();
    } else if (bounds.low.compareTo(NEAR) > 0) {
      return Optional.of(bounds.low);
    }
    return bounds.high.compareTo(NEAR.negated()) < 0 ? Optional.of(bounds.high) : Optional.empty();
  }

  /** Returns a line for each host whose clock is off. */
  List<String> doubts(List<HostSnapshot> all) {
    List<String> doubts = new ArrayList<>();
    for (HostSnapshot host : all) {
      off(host.id()).ifPresent(off -> doubts.add(words(host.name(), off)));
    }
    return doubts;
  }

  private static String words(String host, Duration off) {
    return off.isNegative()
        ? "the clock of "
            + host
            + " is behind vCenter's by "
            + off.abs().toSeconds()
            + " s or more, or its counters come that late; keep it by NTP"
        : "the clock of "
            + host
            + " is ahead of vCenter's by "
            + off.toSeconds()
            + " s or more; keep it by NTP";
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
