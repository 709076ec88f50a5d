package io.hostward.vsphere.inventory;

import io.hostward.vsphere.load.LoadSettings;
import java.time.Duration;

/**
 * How long the inventory is remembered.
 *
 * @param structure after this time a datastore and its hosts are read anew in the background
 * @param load the same for the figures of load
 */
public record CacheSettings(Duration structure, LoadSettings load) {
  /**
   * Structure: long enough for bulk uploads to ask once, short enough that a host in maintenance is
   * seen soon.
   */
  public static final CacheSettings DEFAULT =
      new CacheSettings(Duration.ofSeconds(30), LoadSettings.DEFAULT);

  /** What was idle for so much longer than it is fresh is not handed out before it was renewed. */
  private static final int LONGEST = 10;

  /** The same for other lifetimes. */
  public CacheSettings lasting(Duration newStructure, Duration newLoad) {
    return new CacheSettings(
        newStructure, new LoadSettings(newLoad, load.patience(), load.enabled()));
  }

  /** The same for callers that wait so long for figures of load; they are read. */
  public CacheSettings patient(Duration patience) {
    return new CacheSettings(structure, new LoadSettings(load.lifetime(), patience, true));
  }

  /** The same without counters of load. */
  public CacheSettings withoutLoad() {
    return new CacheSettings(structure, new LoadSettings(load.lifetime(), Duration.ZERO, false));
  }

  /**
   * How old names and hosts may be that were read for one datastore and serve another: young enough
   * for that one to be fresh for a while.
   */
  public Duration sharedStructure() {
    return structure.dividedBy(2);
  }

  public Duration longestStructure() {
    return structure.multipliedBy(LONGEST);
  }
}
