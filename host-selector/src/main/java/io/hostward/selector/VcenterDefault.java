package io.hostward.selector;

import io.hostward.inventory.HostId;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Guesses the host that vCenter would relay through: one per datastore, always the same until it
 * becomes unusable. First the host that was observed, then the one chosen before, then vCenter's
 * own order of the mounts.
 */
final class VcenterDefault implements HostSelectionPolicy {
  static final String NAME = "vcenter-default";

  private final ObservedHosts observed;

  VcenterDefault(ObservedHosts observed) {
    this.observed = observed;
  }

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Candidates candidates = Candidates.of(snapshot);
    Optional<HostId> seen = observed.hostOf(snapshot.datastore());
    List<HostSnapshot> order = new ArrayList<>(candidates.usable());
    // The later call wins the first place.
    context.previous().ifPresent(host -> toFront(order, host));
    seen.ifPresent(host -> toFront(order, host));
    List<RankedHost> ranked = new ArrayList<>(order.size());
    for (HostSnapshot host : order) {
      ranked.add(
          new RankedHost(
              host,
              1.0 / (ranked.size() + 1),
              () -> reason(host, seen, context, candidates.usable())));
    }
    return new Selection(NAME, ranked, candidates.refused());
  }

  private static void toFront(List<HostSnapshot> order, HostId id) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).id().equals(id)) {
        order.add(0, order.remove(i));
        return;
      }
    }
  }

  private static String reason(
      HostSnapshot host,
      Optional<HostId> seen,
      SelectionContext context,
      List<HostSnapshot> usable) {
    if (seen.isPresent() && seen.get().equals(host.id())) {
      return "vCenter was observed to relay this datastore through it";
    } else if (context.previous().isPresent() && context.previous().get().equals(host.id())) {
      return "it was chosen before and is still usable";
    }
    return "usable mount number " + (usable.indexOf(host) + 1) + " in vCenter's order";
  }

  @Override
  public String toString() {
    return NAME;
  }
}
