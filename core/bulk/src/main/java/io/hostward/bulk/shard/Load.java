package io.hostward.bulk.shard;

import io.hostward.bulk.target.DatastoreInfo;

/**
 * What a run has for one datastore.
 *
 * @param datastore with the hosts that mount it
 * @param deliveries how many
 * @param bytes of their files together
 */
public record Load(DatastoreInfo datastore, long deliveries, long bytes) {
  /** A file costs some calls whatever its size: as much as this many bytes take. */
  private static final long BYTES_A_FILE = 1 << 20;

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public Load {
    if (deliveries < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "deliveries and bytes are zero or more, were: " + deliveries + " and " + bytes);
    }
  }

  double weight() {
    return bytes + (double) deliveries * BYTES_A_FILE;
  }
}
