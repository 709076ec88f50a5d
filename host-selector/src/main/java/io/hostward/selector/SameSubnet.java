package io.hostward.selector;

import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hosts in a subnet of the client first, the longest shared prefix before the shorter ones; within
 * one prefix, and among the rest, the second policy's order. A host that the second policy refuses
 * is refused.
 */
final class SameSubnet implements HostSelectionPolicy {
  static final String NAME = "same-subnet";

  private final HostSelectionPolicy then;

  SameSubnet(HostSelectionPolicy then) {
    this.then = then;
  }

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Selection inner = then.select(snapshot, context);
    Map<Integer, List<RankedHost>> byPrefix = new TreeMap<>(Comparator.reverseOrder());
    for (RankedHost host : inner.ranked()) {
      int prefix = Nearness.prefix(host.host(), context.clientAddresses());
      byPrefix.computeIfAbsent(prefix, length -> new ArrayList<>()).add(host);
    }
    Bands bands = new Bands();
    byPrefix.forEach(
        (prefix, hosts) ->
            bands.add(
                hosts,
                reason ->
                    prefix == 0
                        ? "it shares no subnet with this client; " + reason
                        : "it shares a /" + prefix + " subnet with this client; " + reason));
    return new Selection(
        NAME + ",then=" + inner.policy(),
        bands.ranked(),
        inner.refused(),
        inner.relay(),
        inner.notes());
  }
}
