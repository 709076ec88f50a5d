package io.hostward.selector;

import io.hostward.model.HostSnapshot;
import io.hostward.model.InventorySnapshot;
import io.hostward.model.RankedHost;
import io.hostward.model.Selection;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.SelectionContext;
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
