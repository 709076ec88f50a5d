package io.hostward.selector;

import io.hostward.inventory.HostId;
import io.hostward.memory.HostFailure;
import io.hostward.memory.HostUse;
import io.hostward.memory.SentBytes;
import io.hostward.memory.Throughput;
import io.hostward.net.Subnet;
import io.hostward.ranking.SelectionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Contexts by hand: that of a process that has just started, but for one thing. */
final class Contexts {
  private static final SelectionContext FRESH = Inventories.context();

  private Contexts() {}

  static SelectionContext hosts(Map<HostId, HostUse> hosts) {
    return of(hosts, List.of(), Optional.empty(), 0, 0);
  }

  static SelectionContext hosts(Map<HostId, HostUse> hosts, long turn) {
    return of(hosts, List.of(), Optional.empty(), turn, 0);
  }

  static SelectionContext clientAddresses(Subnet... addresses) {
    return of(Map.of(), List.of(addresses), Optional.empty(), 0, 0);
  }

  static SelectionContext previous(HostId host) {
    return of(Map.of(), List.of(), Optional.of(host), 0, 0);
  }

  static SelectionContext turn(long turn) {
    return of(Map.of(), List.of(), Optional.empty(), turn, 0);
  }

  static SelectionContext seed(long seed) {
    return of(Map.of(), List.of(), Optional.empty(), 0, seed);
  }

  static HostUse uploads(int uploads) {
    return new HostUse(uploads, 0, Optional.empty(), Optional.empty(), SentBytes.NONE);
  }

  static HostUse failed(HostFailure failure) {
    return new HostUse(0, 0, Optional.empty(), Optional.of(failure), SentBytes.NONE);
  }

  static HostUse measured(Throughput throughput) {
    return new HostUse(0, 0, Optional.of(throughput), Optional.empty(), SentBytes.NONE);
  }

  private static SelectionContext of(
      Map<HostId, HostUse> hosts,
      List<Subnet> clientAddresses,
      Optional<HostId> previous,
      long turn,
      long seed) {
    return new SelectionContext(
        FRESH.now(), FRESH.size(), hosts, clientAddresses, previous, turn, seed);
  }
}
