package io.hostward.experiment.trace;

import io.hostward.inventory.HostId;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.net.Subnet;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another policy's ranking, and what it was made from. For one ranking on one thread. */
final class Prediction implements HostSelectionPolicy {
  private final HostSelectionPolicy policy;
  private @Nullable InventorySnapshot inventory;
  private List<Subnet> client = List.of();
  private Optional<HostId> first = Optional.empty();

  Prediction(HostSelectionPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Selection selection = policy.select(snapshot, context);
    inventory = snapshot;
    client = context.clientAddresses();
    first = selection.ranked().stream().map(RankedHost::host).map(host -> host.id()).findFirst();
    return selection;
  }

  InventorySnapshot inventory() {
    if (inventory == null) {
      throw new IllegalStateException("nothing was ranked");
    }
    return inventory;
  }

  List<Subnet> client() {
    return client;
  }

  Optional<HostId> first() {
    return first;
  }
}
