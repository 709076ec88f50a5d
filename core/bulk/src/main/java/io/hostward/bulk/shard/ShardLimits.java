package io.hostward.bulk.shard;

/**
 * The limits that all shards together keep.
 *
 * @param perHost bodies at once for one host, at least 1
 * @param perDatastore deliveries at once for one datastore, at least 1
 */
public record ShardLimits(int perHost, int perDatastore) {
  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public ShardLimits {
    if (perHost < 1 || perDatastore < 1) {
      throw new IllegalArgumentException(
          "limits are at least 1, were: "
              + perHost
              + " a host and "
              + perDatastore
              + " a datastore");
    }
  }
}
