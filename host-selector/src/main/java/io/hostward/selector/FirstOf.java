package io.hostward.selector;

import io.hostward.inventory.HostId;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hosts that the first policy ranks, then those that only the second ranks, and so on; a host
 * is refused if all refuse it. The relay is the last resort if one of them leaves it to that.
 */
final class FirstOf implements HostSelectionPolicy {
  static final String NAME = "first-of";

  private final List<HostSelectionPolicy> policies;

  FirstOf(List<HostSelectionPolicy> policies) {
    if (policies.isEmpty()) {
      throw new IllegalArgumentException(NAME + " needs at least one policy, was: none");
    }
    this.policies = List.copyOf(policies);
  }

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Set<HostId> taken = new HashSet<>();
    Map<HostId, Rejection> refused = new LinkedHashMap<>();
    Bands bands = new Bands();
    List<String> names = new ArrayList<>();
    List<String> notes = List.of();
    boolean relay = false;
    for (HostSelectionPolicy policy : policies) {
      Selection selection = policy.select(snapshot, context);
      names.add(selection.policy());
      notes = Notes.of(notes, selection.notes());
      relay |= selection.relay();
      List<RankedHost> fresh =
          selection.ranked().stream().filter(host -> taken.add(host.host().id())).toList();
      bands.add(fresh, reason -> selection.policy() + ": " + reason);
      for (Rejection rejection : selection.refused()) {
        refused.merge(rejection.host().id(), rejection, FirstOf::both);
      }
    }
    refused.keySet().removeAll(taken);
    return new Selection(
        names.stream()
            .map(name -> "of=(" + name + ")")
            .collect(Collectors.joining(",", NAME + ",", "")),
        bands.ranked(),
        List.copyOf(refused.values()),
        relay,
        notes);
  }

  private static Rejection both(Rejection first, Rejection second) {
    return first.reason().contains(second.reason())
        ? first
        : new Rejection(first.host(), first.reason() + "; " + second.reason());
  }

  @Override
  public String toString() {
    return NAME + policies;
  }
}
