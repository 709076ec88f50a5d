package io.hostward.vsphere.inventory;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.vsphere.load.LoadCounters;
import io.hostward.vsphere.load.LoadQuestion;
import io.hostward.vsphere.session.Moref;
import java.util.Optional;

/**
 * A datastore's snapshot with the references that further calls need.
 *
 * @param readings of the inventory that went into it, by which it is told whether another is
 *     younger
 * @param snapshot what is known of it, with the figures of load that came along
 * @param browser its file browser
 * @param datacenter its datacenter, which file operations on a vCenter must name
 * @param uuid by which counters know it
 * @param counters the server's, for further figures of load
 */
public record FoundDatastore(
    Readings.Span readings,
    InventorySnapshot snapshot,
    Optional<Moref> browser,
    Moref datacenter,
    Optional<String> uuid,
    LoadCounters counters) {

  /** The same with figures of load as they came since. */
  FoundDatastore with(InventorySnapshot newSnapshot) {
    return new FoundDatastore(readings, newSnapshot, browser, datacenter, uuid, counters);
  }

  /** Which of its hosts can be asked for figures. */
  public LoadQuestion loadQuestion() {
    return new LoadQuestion(
        snapshot.mounts().stream()
            .map(Mount::host)
            .filter(host -> host.connection() == HostSnapshot.Connection.CONNECTED)
            .map(HostSnapshot::id)
            .toList(),
        uuid,
        counters);
  }

  public boolean is(String datastoreId) {
    return snapshot.datastore().id().equals(datastoreId);
  }
}
