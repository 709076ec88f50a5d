package io.hostward.experiment;

import io.hostward.model.HostId;
import io.hostward.model.InventorySnapshot;
import io.hostward.model.RankedHost;
import io.hostward.model.Rejection;
import io.hostward.model.Selection;
import io.hostward.spi.HostSelectionPolicy;
import io.hostward.spi.SelectionContext;
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
