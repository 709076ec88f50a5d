package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.List;

/** Ranks the usable hosts as vCenter lists their mounts. */
final class FirstUsable implements HostSelectionPolicy {
  static final String NAME = "first-usable";

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Candidates candidates = Candidates.of(snapshot);
    List<RankedHost> ranked = new ArrayList<>(candidates.usable().size());
    for (HostSnapshot host : candidates.usable()) {
      int place = ranked.size() + 1;
      ranked.add(
          new RankedHost(
              host, 1.0 / place, () -> "usable mount number " + place + " in vCenter's order"));
    }
    return new Selection(NAME, ranked, candidates.refused());
  }

  @Override
  public String toString() {
    return NAME;
  }
}
