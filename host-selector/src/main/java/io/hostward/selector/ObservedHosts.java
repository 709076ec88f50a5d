package io.hostward.selector;

import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.HostId;
import java.util.Map;
import java.util.Optional;

/**
 * Knows through which host a vCenter was seen to relay uploads to a datastore, for example from a
 * trace of its connections. Answers from memory: it is called by a policy, which does no I/O. Safe
 * for use by many threads.
 */
@FunctionalInterface
public interface ObservedHosts {
  /** Nothing was observed. */
  ObservedHosts NONE = datastore -> Optional.empty();

  /** Returns the host seen last for a datastore, if any. */
  Optional<HostId> hostOf(DatastoreSnapshot datastore);

  /** Observations by the datastore's managed object id. */
  static ObservedHosts of(Map<String, HostId> byDatastoreId) {
    Map<String, HostId> copy = Map.copyOf(byDatastoreId);
    return datastore -> Optional.ofNullable(copy.get(datastore.id()));
  }
}
