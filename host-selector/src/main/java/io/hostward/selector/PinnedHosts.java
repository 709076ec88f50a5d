package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.List;

/** Named hosts in the order of their names, and no others: not the relay's, either. */
final class PinnedHosts implements HostSelectionPolicy {
  static final String NAME = "pinned";

  private final List<String> names;
  private final List<NamePattern> patterns;

  PinnedHosts(List<String> names) {
    this.names = List.copyOf(names);
    this.patterns = NamePattern.all(names);
  }

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Candidates candidates = Candidates.of(snapshot);
    List<Rejection> refused = new ArrayList<>(candidates.refused());
    List<List<HostSnapshot>> byName = new ArrayList<>();
    names.forEach(name -> byName.add(new ArrayList<>()));
    for (HostSnapshot host : candidates.usable()) {
      int place = place(host);
      if (place < 0) {
        refused.add(
            new Rejection(host, "it is not among the pinned hosts " + String.join(", ", names)));
      } else {
        byName.get(place).add(host);
      }
    }
    List<RankedHost> ranked = new ArrayList<>();
    for (int i = 0; i < byName.size(); i++) {
      String name = names.get(i);
      for (HostSnapshot host : byName.get(i)) {
        ranked.add(
            new RankedHost(host, 1.0 / (ranked.size() + 1), () -> "it is pinned as " + name));
      }
    }
    return new Selection(
        NAME + ",host=" + String.join("|", names),
        ranked,
        refused,
        false,
        Notes.unmatched(Notes.named(patterns, snapshot)));
  }

  private int place(HostSnapshot host) {
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matchesHost(host)) {
        return i;
      }
    }
    return -1;
  }
}
