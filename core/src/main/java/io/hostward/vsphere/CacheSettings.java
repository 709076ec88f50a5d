package io.hostward.vsphere;

import java.time.Duration;

/**
 * How long the inventory is remembered.
 *
 * @param structure after this time a datastore and its hosts are read anew in the background
 * @param load the same for the figures of load
 * @param patience how long a caller waits for figures of load that are on their way
 * @param withLoad whether counters of load are read at all
 */
record CacheSettings(Duration structure, Duration load, Duration patience, boolean withLoad) {
  /**
   * Structure: long enough for bulk uploads to ask once, short enough that a host in maintenance is
   * seen soon. Load: the time between a server's samples. Patience: a server next door answers
   * within it; for one that does not, an upload should rather start than choose well.
   */
  static final CacheSettings DEFAULT =
      new CacheSettings(
          Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(250), true);

  /** What was idle for so much longer than it is fresh is not handed out before it was renewed. */
  private static final int LONGEST = 10;

  Duration longestStructure() {
    return structure.multipliedBy(LONGEST);
  }

  Duration longestLoad() {
    return load.multipliedBy(LONGEST);
  }
}
