package io.hostward.ranking;

import io.hostward.inventory.HostId;
import io.hostward.memory.HostUse;
import io.hostward.net.Subnet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a policy may know besides the snapshot. A policy is a function of snapshot and context
 * alone, so everything that changes from one upload to the next is here: time, randomness, memory.
 *
 * @param now the time, by which the age of figures is told: that of a {@link
 *     io.hostward.inventory.SteadyClock}
 * @param size the file's bytes, if there is a file already
 * @param hosts what this process itself is doing and did with each host; a host that is absent has
 *     seen nothing of it
 * @param clientAddresses the client's network interfaces, each address with its subnet's prefix
 * @param previous the host that the last selection for this datastore put first, if any
 * @param turn how many selections were made for this datastore before
 * @param seed the source of randomness, the same for all selections of one process
 */
public record SelectionContext(
    Instant now,
    OptionalLong size,
    Map<HostId, HostUse> hosts,
    List<Subnet> clientAddresses,
    Optional<HostId> previous,
    long turn,
    long seed) {
  public SelectionContext {
    hosts = Map.copyOf(hosts);
    clientAddresses = List.copyOf(clientAddresses);
  }

  /**
   * What a process that has just started knows. The pipeline fills in the rest; this is for tests
   * of a policy and for rankings outside an upload.
   *
   * @param now the time
   * @param size the file's bytes, if there is a file already
   */
  public static SelectionContext of(Instant now, OptionalLong size) {
    return new SelectionContext(now, size, Map.of(), List.of(), Optional.empty(), 0, 0);
  }

  /** Returns what this process does and did with a host. */
  public HostUse use(HostId host) {
    return hosts.getOrDefault(host, HostUse.NONE);
  }
}
