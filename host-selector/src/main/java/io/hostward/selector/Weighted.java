package io.hostward.selector;

import io.hostward.inventory.HostId;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.ranking.RankedHost;
import io.hostward.ranking.Rejection;
import io.hostward.ranking.Selection;
import io.hostward.ranking.SelectionContext;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ranks by the weighted mean of several policies' scores. A host that one of them refuses is
 * refused, whatever the weight, and so is the relay. Equal means keep the first policy's order.
 */
final class Weighted implements HostSelectionPolicy {
  static final String NAME = "weighted";

  /** A policy and its weight. */
  record Part(HostSelectionPolicy policy, double weight) {
    Part {
      if (!(weight >= 0 && weight <= 1e9)) {
        throw new IllegalArgumentException("a weight is 0 to 1000000000, was: " + weight);
      }
    }
  }

  private final List<Part> parts;
  private final double sum;

  Weighted(List<Part> parts) {
    this.parts = List.copyOf(parts);
    this.sum = parts.stream().mapToDouble(Part::weight).sum();
    if (!(sum > 0)) {
      throw new IllegalArgumentException(
          NAME + " needs at least one policy with a weight above 0, was: " + parts.size());
    }
  }

  /** What the policies said of one host. */
  private static final class Tally {
    private final HostSnapshot host;
    private final List<String> words = new ArrayList<>();
    private double score;

    Tally(HostSnapshot host) {
      this.host = host;
    }
  }

  @Override
  public Selection select(InventorySnapshot snapshot, SelectionContext context) {
    Map<HostId, Tally> tallies = new LinkedHashMap<>();
    Map<HostId, Rejection> refused = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    List<String> notes = List.of();
    boolean relay = true;
    for (Part part : parts) {
      Selection selection = part.policy().select(snapshot, context);
      names.add(String.format(Locale.ROOT, "%s=(%s)", number(part.weight()), selection.policy()));
      notes = Notes.of(notes, selection.notes());
      relay &= selection.relay();
      selection.refused().forEach(refusal -> refused.putIfAbsent(refusal.host().id(), refusal));
      for (RankedHost ranked : selection.ranked()) {
        Tally tally = tallies.computeIfAbsent(ranked.host().id(), id -> new Tally(ranked.host()));
        tally.score += ranked.score() * part.weight() / sum;
        tally.words.add(
            String.format(Locale.ROOT, "%s says %.2f", selection.policy(), ranked.score()));
      }
    }
    tallies.keySet().removeAll(refused.keySet());
    List<RankedHost> ranked =
        tallies.values().stream()
            .sorted(Comparator.comparingDouble((Tally tally) -> -tally.score))
            .map(Weighted::ranked)
            .toList();
    return new Selection(
        NAME + "," + String.join(",", names), ranked, List.copyOf(refused.values()), relay, notes);
  }

  private static RankedHost ranked(Tally tally) {
    return new RankedHost(
        tally.host,
        Math.min(1, tally.score),
        () -> tally.words.stream().collect(Collectors.joining(", ")));
  }

  private static String number(double weight) {
    return weight == Math.rint(weight) ? Long.toString((long) weight) : Double.toString(weight);
  }
}
