package io.hostward.selector;

import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.List;

/** Reorders or thins out another policy's ranking by a filter. */
final class Filtered implements HostSelectionPolicy {
  /** What becomes of the hosts that pass the filter, and of the others. */
  enum Mode {
    /** They come first. */
    PREFER,
    /** The others are refused. */
    REQUIRE,
    /** They come last. */
    AVOID
  }

  private final String name;
  private final Mode mode;
  private final HostFilter filter;
  private final HostSelectionPolicy then;

  Filtered(String name, Mode mode, HostFilter filter, HostSelectionPolicy then) {
    this.name = name;
    this.mode = mode;
    this.filter = filter;
    this.then = then;
  }

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Selection inner = then.select(snapshot, context);
    List<RankedHost> passed = new ArrayList<>();
    List<RankedHost> others = new ArrayList<>();
    for (RankedHost host : inner.ranked()) {
      (filter.test(host.host(), context) ? passed : others).add(host);
    }
    List<Rejection> refused = new ArrayList<>(inner.refused());
    Bands bands = new Bands();
    switch (mode) {
      case PREFER -> bands.add(passed, this::is).add(others, this::isNot);
      case AVOID -> bands.add(others, this::isNot).add(passed, this::is);
      case REQUIRE -> {
        bands.add(passed, this::is);
        others.forEach(host -> refused.add(new Rejection(host.host(), isNot("it is required"))));
      }
    }
    return new Selection(
        name + " " + filter.words() + ",then=" + inner.policy(),
        bands.ranked(),
        refused,
        // Who requires something of the host has no use for the one that vCenter picks.
        inner.relay() && mode != Mode.REQUIRE,
        Notes.of(inner.notes(), Notes.unmatched(filter.unmatched(snapshot))));
  }

  private String is(String reason) {
    return "it is " + filter.words() + "; " + reason;
  }

  private String isNot(String reason) {
    return "it is not " + filter.words() + "; " + reason;
  }
}
