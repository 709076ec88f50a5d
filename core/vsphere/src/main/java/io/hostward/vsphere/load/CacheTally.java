package io.hostward.vsphere.load;

import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.stats.CacheStats;

/**
 * How a cache has done so far.
 *
 * @param stats as Caffeine counts
 * @param failures times that the server was asked and failed, which Caffeine does not see
 * @param entries what is remembered now
 */
public record CacheTally(CacheStats stats, long failures, long entries) {
  /** Takes the tally of a cache. */
  public static CacheTally of(LoadingCache<?, ?> cache, long failures) {
    return new CacheTally(cache.stats(), failures, cache.estimatedSize());
  }
}
