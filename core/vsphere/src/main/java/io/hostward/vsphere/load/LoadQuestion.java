package io.hostward.vsphere.load;

import io.hostward.inventory.HostId;
import java.util.List;
import java.util.Optional;

/**
 * Which hosts' load is to be read.
 *
 * @param hosts those of a datastore's hosts that are connected: one that the user may not read
 *     would spoil the answer for all
 * @param uuid by which counters know the datastore
 * @param counters the server's
 */
public record LoadQuestion(List<HostId> hosts, Optional<String> uuid, LoadCounters counters) {
  /** Copies the list. */
  public LoadQuestion {
    hosts = List.copyOf(hosts);
  }

  /** The instance of a counter that tells of this datastore, or of a host; empty if unknown. */
  Optional<String> instance(LoadCounters.Kind kind) {
    return kind.ofDatastore() ? uuid : Optional.of("");
  }
}
