package io.hostward.experiment.trace;

import io.hostward.inventory.HostId;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.net.Subnet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One round: as many uploads as were needed to tell, or as were allowed.
 *
 * @param number counted from 1
 * @param shots the uploads
 * @param inventory the datastore and its hosts when it began
 * @param verdict which host carried them
 * @param client the client's addresses with their subnets
 * @param predicted the host that the policy {@code vcenter-default} put first; empty if none
 * @param clocks by how much at least a host's clock is ahead of vCenter's, negative if behind; of
 *     those that are off
 */
public record Round(
    int number,
    List<Shot> shots,
    InventorySnapshot inventory,
    Verdict verdict,
    List<Subnet> client,
    Optional<HostId> predicted,
    Map<HostId, Duration> clocks) {
  /** Copies lists and map. */
  public Round {
    shots = List.copyOf(shots);
    client = List.copyOf(client);
    clocks = Map.copyOf(clocks);
  }
}
