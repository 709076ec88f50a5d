package io.hostward.experiment.compare;

import io.hostward.inventory.HostId;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Another policy's ranking, narrowed to one host that a measurement names.
 *
 * @param ranking ranks all of them
 * @param only the host
 */
record OneHostPolicy(HostSelectionPolicy ranking, HostId only) implements HostSelectionPolicy {

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Selection selection = ranking.select(snapshot, context);
    List<RankedHost> ranked = new ArrayList<>();
    List<Rejection> refused = new ArrayList<>(selection.refused());
    for (RankedHost candidate : selection.ranked()) {
      if (candidate.host().id().equals(only)) {
        ranked.add(candidate);
      } else {
        refused.add(new Rejection(candidate.host(), "another host is being measured"));
      }
    }
    return new Selection(selection.policy(), ranked, refused);
  }
}
