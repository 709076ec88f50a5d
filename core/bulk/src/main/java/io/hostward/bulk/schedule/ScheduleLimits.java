package io.hostward.bulk.schedule;

/**
 * How much at once. Where there are several datastores, or several hosts, one alone never gets more
 * than half of all, whatever it may: so that one which is stalled leaves room for the others.
 *
 * @param inAll deliveries at once, at least 1; 8 by default
 * @param perDatastore deliveries at once for one datastore, at least 1; 4 by default
 * @param perHost bodies at once for one host, at least 1; 4 by default
 * @param callsPerSecond to vCenter, on the average of some seconds; 0, the default, for no limit
 */
public record ScheduleLimits(int inAll, int perDatastore, int perHost, double callsPerSecond) {
  /** The defaults. */
  public static final ScheduleLimits DEFAULT = new ScheduleLimits(8, 4, 4, 0);

  /**
   * Checks all.
   *
   * @throws IllegalArgumentException if one is too small
   */
  public ScheduleLimits {
    if (inAll < 1 || perDatastore < 1 || perHost < 1 || !(callsPerSecond >= 0)) {
      throw new IllegalArgumentException(
          "limits are at least 1, and calls a second at least 0, were: "
              + inAll
              + " in all, "
              + perDatastore
              + " a datastore, "
              + perHost
              + " a host, "
              + callsPerSecond
              + " calls a second");
    }
  }

  /** What one of several may have of all. */
  int oneOf(boolean several, int own) {
    return several ? Math.min(own, Math.max(1, inAll / 2)) : own;
  }
}
