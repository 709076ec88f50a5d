package io.hostward.selector;

import io.hostward.model.InventorySnapshot;
import io.hostward.model.Mount;
import io.hostward.model.Rejection;
import io.hostward.model.Selection;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.SelectionContext;
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
