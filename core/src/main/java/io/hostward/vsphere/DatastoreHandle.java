package io.hostward.vsphere;

import io.hostward.model.InventorySnapshot;
import java.util.Optional;

/**
 * A datastore's snapshot with the references that further calls need.
 *
 * @param snapshot what is known of it, with the figures of load that came along
 * @param browser its file browser
 * @param datacenter its datacenter, which file operations on a vCenter must name
 * @param uuid by which counters know it
 * @param counters the server's, for further figures of load
 */
record DatastoreHandle(
    InventorySnapshot snapshot,
    Optional<Moref> browser,
    Moref datacenter,
    Optional<String> uuid,
    LoadCounters counters) {

  boolean is(String datastoreId) {
    return snapshot.datastore().id().equals(datastoreId);
  }
}
