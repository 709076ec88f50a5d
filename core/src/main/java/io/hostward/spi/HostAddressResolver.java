package io.hostward.spi;

import io.hostward.inventory.HostSnapshot;
import io.hostward.net.HostAddress;
import java.util.List;

/**
 * Says where a host can really be reached, for networks with address translation, port forwarding
 * or split DNS. Asked once for each ticket, by many threads at once. What it throws counts as a
 * failure of that host.
 */
@FunctionalInterface
public interface HostAddressResolver {

  /**
   * Rewrites a host's address candidates.
   *
   * @param candidates management addresses, inventory name and the ticket's host name, in this
   *     order, all on port 443
   * @return the addresses to try, in order; never empty
   */
  List<HostAddress> resolve(HostSnapshot host, List<HostAddress> candidates);

  /** Leaves the candidates as they are. The default. */
  static HostAddressResolver none() {
    return (host, candidates) -> candidates;
  }
}
