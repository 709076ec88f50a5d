package io.hostward.experiment.trace;

import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.HostId;
import java.time.Instant;

/**
 * Through which host a vCenter was seen to relay uploads to a datastore.
 *
 * @param vcenter where, for people
 * @param datacenterPath the datacenter's inventory path
 * @param datastore the datastore's name
 * @param datastoreId its managed object id
 * @param host the host's managed object id
 * @param hostName its name, for people
 * @param confidence how sure that is, 0 to 1
 * @param at when it was seen
 */
public record Observation(
    String vcenter,
    String datacenterPath,
    String datastore,
    String datastoreId,
    HostId host,
    String hostName,
    double confidence,
    Instant at) {

  /** Returns true if it is of this datastore: by id, name and datacenter, which may all recur. */
  boolean isOf(DatastoreSnapshot other) {
    return datastoreId.equals(other.id())
        && datastore.equals(other.name())
        && datacenterPath.equals(other.datacenterPath());
  }

  boolean isOfSameDatastore(Observation other) {
    return vcenter.equals(other.vcenter)
        && datastoreId.equals(other.datastoreId)
        && datastore.equals(other.datastore)
        && datacenterPath.equals(other.datacenterPath);
  }
}
