package io.hostward.experiment.trace;

import java.util.List;
import java.util.Optional;

/**
 * Which host carried the bytes, as far as the counters can tell.
 *
 * @param sent bytes sent in all
 * @param carrier the host; empty if that cannot be told
 * @param confidence the probability of the likeliest host, 0 to 1
 * @param hosts what the counters say of each host, the likeliest first
 * @param doubts why it cannot be told, or what makes it less certain; each one line
 */
public record Verdict(
    long sent,
    Optional<HostEvidence> carrier,
    double confidence,
    List<HostEvidence> hosts,
    List<String> doubts) {
  /** What is needed for a host to be named. */
  public static final double SURE = 0.99;

  /** Copies the lists. */
  public Verdict {
    hosts = List.copyOf(hosts);
    doubts = List.copyOf(doubts);
  }
}
