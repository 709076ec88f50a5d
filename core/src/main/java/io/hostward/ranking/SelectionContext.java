package io.hostward.ranking;

import io.hostward.inventory.HostId;
import io.hostward.memory.HostUse;
import io.hostward.net.Subnet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a policy may know besides the snapshot. A policy is a function of snapshot and context
 * alone, so everything that changes from one upload to the next is here: time, randomness, memory.
 *
 * @param now the time, by which the age of figures is told
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
  /** Copies map and list. */
  public SelectionContext {
    hosts = Map.copyOf(hosts);
    clientAddresses = List.copyOf(clientAddresses);
  }

  /** The first selection of a process that knows only how many uploads it sends to each host. */
  public SelectionContext(Instant now, OptionalLong size, Map<HostId, Integer> uploadsInFlight) {
    this(
        now,
        size,
        uploadsInFlight.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> HostUse.inFlight(entry.getValue()))),
        List.of(),
        Optional.empty(),
        0,
        0);
  }

  /** The first selection of a process that knows nothing else. */
  public static SelectionContext of(Instant now, OptionalLong size) {
    return new SelectionContext(now, size, Map.of(), List.of(), Optional.empty(), 0, 0);
  }

  /** Returns what this process does and did with a host. */
  public HostUse use(HostId host) {
    return hosts.getOrDefault(host, HostUse.NONE);
  }

  /** Returns how many uploads this process sends to each host now; absent hosts have none. */
  public Map<HostId, Integer> uploadsInFlight() {
    return hosts.entrySet().stream()
        .filter(entry -> entry.getValue().uploads() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().uploads()));
  }

  /** The same with other memories of the hosts. */
  public SelectionContext withHosts(Map<HostId, HostUse> newHosts) {
    return new SelectionContext(now, size, newHosts, clientAddresses, previous, turn, seed);
  }

  /** The same for a client with these interfaces. */
  public SelectionContext withClientAddresses(List<Subnet> newAddresses) {
    return new SelectionContext(now, size, hosts, newAddresses, previous, turn, seed);
  }

  /** The same after an earlier selection. */
  public SelectionContext withPrevious(HostId newPrevious) {
    return new SelectionContext(
        now, size, hosts, clientAddresses, Optional.of(newPrevious), turn, seed);
  }

  /** The same at another turn. */
  public SelectionContext withTurn(long newTurn) {
    return new SelectionContext(now, size, hosts, clientAddresses, previous, newTurn, seed);
  }

  /** The same with other randomness. */
  public SelectionContext withSeed(long newSeed) {
    return new SelectionContext(now, size, hosts, clientAddresses, previous, turn, newSeed);
  }
}
