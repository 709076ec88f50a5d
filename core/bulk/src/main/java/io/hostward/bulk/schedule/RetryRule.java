package io.hostward.bulk.schedule;

import io.hostward.transfer.FailureDomain;
import java.time.Duration;

/**
 * What comes again. A datastore's failures come again when its queue has been gone through, after a
 * pause that doubles each time, and after what other datastores have not tried yet.
 *
 * @param rounds how often a queue is gone through at most, at least 1; 3 by default
 * @param pause between a datastore's last failure and the second round; 10 seconds by default
 * @param patience after how many failures without a success between them the rest of a datastore's
 *     queue is put off, at least 1; 5 by default
 */
public record RetryRule(int rounds, Duration pause, int patience) {
  /** The defaults. */
  public static final RetryRule DEFAULT = new RetryRule(3, Duration.ofSeconds(10), 5);

  /**
   * Checks all.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public RetryRule {
    if (rounds < 1 || patience < 1 || pause.isNegative()) {
      throw new IllegalArgumentException(
          "rounds and patience are at least 1 and the pause zero, were: "
              + rounds
              + ", "
              + patience
              + ", "
              + pause);
    }
  }

  Duration pauseAfter(int round) {
    return pause.multipliedBy(1L << Math.min(round - 1, 20));
  }

  /** Returns whether a failure comes again after this round. */
  boolean again(FailureDomain domain, int round) {
    return round < rounds && mayPass(domain);
  }

  /** What passes with time: not a file, not what was asked, not a privilege. */
  private static boolean mayPass(FailureDomain domain) {
    return switch (domain) {
      case VCENTER, HOST, PROXY, DATASTORE -> true;
      case SOURCE, REQUEST, LOGIN, PERMISSION -> false;
    };
  }

  /** Returns whether a failure tells of the whole datastore, and not of one file. */
  boolean tellsOfDatastore(FailureDomain domain) {
    return switch (domain) {
      case VCENTER, HOST, PROXY, DATASTORE, PERMISSION -> true;
      case SOURCE, REQUEST, LOGIN -> false;
    };
  }
}
