package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Shuffles the usable hosts; every order is equally likely. */
final class RandomOrder implements HostSelectionPolicy {
  static final String NAME = "random";

  private final OptionalLong seed;

  RandomOrder(OptionalLong seed) {
    this.seed = seed;
  }

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Candidates candidates = Candidates.of(snapshot);
    List<HostSnapshot> usable = candidates.usable();
    SplittableRandom draws = Draws.of(context, seed);
    for (int i = usable.size() - 1; i > 0; i--) {
      Collections.swap(usable, i, draws.nextInt(i + 1));
    }
    List<RankedHost> ranked = new ArrayList<>(usable.size());
    for (HostSnapshot host : usable) {
      int place = ranked.size() + 1;
      ranked.add(new RankedHost(host, 1.0 / place, () -> "drawn as number " + place));
    }
    return new Selection(NAME, ranked, candidates.refused());
  }

  @Override
  public String toString() {
    return NAME;
  }
}
