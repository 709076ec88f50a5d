package io.hostward.selector;

import io.hostward.model.InventorySnapshot;
import io.hostward.model.Mount;
import io.hostward.model.RankedHost;
import io.hostward.model.Rejection;
import io.hostward.model.Selection;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.SelectionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ranks the usable hosts as vCenter lists their mounts. */
final class FirstUsable implements HostSelectionPolicy {
  static final String NAME = "first-usable";

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    List<RankedHost> ranked = new ArrayList<>();
    List<Rejection> refused = new ArrayList<>();
    for (Mount mount : snapshot.mounts()) {
      Optional<String> unusable = mount.unusable();
      if (unusable.isPresent()) {
        refused.add(new Rejection(mount.host(), unusable.get()));
      } else {
        int place = ranked.size() + 1;
        ranked.add(
            new RankedHost(
                mount.host(), 1.0 / place, "usable mount number " + place + " in vCenter's order"));
      }
    }
    return new Selection(NAME, ranked, refused);
  }
}
