package io.hostward.bulk.upload;

import io.hostward.bulk.schedule.Underway;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Another policy's ranking, without the hosts before the first that has room: it is entered, and
 * the upload begins with it. Those after it are for the case that it fails, and none of them is
 * another shard's.
 */
record PolicyWithinLimits(HostSelectionPolicy policy, Underway underway)
    implements HostSelectionPolicy {
  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Selection all = policy.select(snapshot, context);
    List<RankedHost> ranked = new ArrayList<>();
    List<Rejection> refused = new ArrayList<>(all.refused());
    for (RankedHost host : all.ranked()) {
      if (!underway.owns(host.host().id().value())) {
        refused.add(new Rejection(host.host(), "it belongs to another share of the plan"));
      } else if (!ranked.isEmpty() || underway.enter(host.host().id().value())) {
        ranked.add(host);
      } else {
        refused.add(new Rejection(host.host(), "it has as much of this run as it may"));
      }
    }
    return new Selection(all.policy(), ranked, refused);
  }
}
