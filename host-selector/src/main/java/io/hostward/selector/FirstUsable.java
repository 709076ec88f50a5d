package io.hostward.selector;

import io.hostward.model.HostSnapshot;
import io.hostward.model.InventorySnapshot;
import io.hostward.model.RankedHost;
import io.hostward.model.Selection;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.SelectionContext;
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
