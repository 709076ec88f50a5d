package io.hostward.experiment;

import io.hostward.inventory.HostId;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another policy's ranking, narrowed to one host that a measurement names. */
public final class OneHostPolicy implements HostSelectionPolicy {
  private final HostSelectionPolicy ranking;
  private volatile @Nullable HostId only;

  /** A policy that leaves the ranking as it is, until it is told a host. */
  public OneHostPolicy(HostSelectionPolicy ranking) {
    this.ranking = ranking;
  }

  /** Has only this host be usable. */
  public void onlyHost(HostId host) {
    only = host;
  }

  /** Leaves the ranking as it is. */
  public void anyHost() {
    only = null;
  }

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Selection selection = ranking.select(snapshot, context);
    HostId host = only;
    if (host == null) {
      return selection;
    }
    List<RankedHost> ranked = new ArrayList<>();
    List<Rejection> refused = new ArrayList<>(selection.refused());
    for (RankedHost candidate : selection.ranked()) {
      if (candidate.host().id().equals(host)) {
        ranked.add(candidate);
      } else {
        refused.add(new Rejection(candidate.host(), "another host is being measured"));
      }
    }
    return new Selection(selection.policy(), ranked, refused);
  }
}
