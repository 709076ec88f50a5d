package io.hostward.inventory;

import java.time.Instant;
import java.util.List;

/**
 * One datastore and the hosts that mount it, as vCenter told at one moment.
 *
 * @param mounts the mounts in vCenter's own order
 * @param takenAt when vCenter was asked, by a {@link SteadyClock}
 */
public record InventorySnapshot(DatastoreSnapshot datastore, List<Mount> mounts, Instant takenAt) {
  public InventorySnapshot {
    mounts = List.copyOf(mounts);
  }
}
