package io.hostward.selector;

import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.List;

/** Ranks no host: the neutral element of {@code first-of}, and the way to say "relay only". */
final class RefuseAll implements HostSelectionPolicy {
  static final String NAME = "none";

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    List<Rejection> refused =
        snapshot.mounts().stream()
            .map(Mount::host)
            .map(host -> new Rejection(host, "the policy 'none' takes no host"))
            .toList();
    return new Selection(NAME, List.of(), refused);
  }

  @Override
  public String toString() {
    return NAME;
  }
}
