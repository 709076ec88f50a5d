package io.hostward.vsphere;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.hostward.vsphere.load.CacheTally;
import java.time.Duration;

/**
 * How well the inventory's caches do, since the connection was built.
 *
 * @param structure datastores and the hosts that mount them
 * @param load figures of load, which have a shorter life
 */
public record InventoryStatistics(Cache structure, Cache load) {

  static InventoryStatistics of(CacheTally structure, CacheTally load) {
    return new InventoryStatistics(Cache.of(structure), Cache.of(load));
  }

  /**
   * One cache.
   *
   * @param hits answers from memory
   * @param misses answers that had to be waited for, shared waiting included
   * @param loads times that the server was asked, in the background or not, and answered
   * @param failures times that the server was asked and failed
   * @param loadTime the time that all asking took
   * @param entries what is remembered now
   */
  public record Cache(
      long hits, long misses, long loads, long failures, Duration loadTime, long entries) {

    private static Cache of(CacheTally tally) {
      CacheStats stats = tally.stats();
      return new Cache(
          stats.hitCount(),
          stats.missCount(),
          Math.max(0, stats.loadCount() - tally.failures()),
          tally.failures(),
          Duration.ofNanos(stats.totalLoadTime()),
          tally.entries());
    }
  }
}
