package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.List;

/** Each selection begins one host further down vCenter's order. */
final class RoundRobin implements HostSelectionPolicy {
  static final String NAME = "round-robin";

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Candidates candidates = Candidates.of(snapshot);
    List<HostSnapshot> usable = candidates.usable();
    List<RankedHost> ranked = new ArrayList<>(usable.size());
    for (int i = 0; i < usable.size(); i++) {
      int place = i + 1;
      int from = (int) Math.floorMod(context.turn() + i, (long) usable.size());
      ranked.add(
          new RankedHost(
              usable.get(from),
              1.0 / place,
              () ->
                  String.format(
                      "turn %d of this datastore: number %d of %d usable mounts is number %d in line",
                      context.turn() + 1, from + 1, usable.size(), place)));
    }
    return new Selection(NAME, ranked, candidates.refused());
  }

  @Override
  public String toString() {
    return NAME;
  }
}
