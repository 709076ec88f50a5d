package io.hostward.bulk.shard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Divides datastores and hosts among shards: the heaviest part goes to the shard that has least,
 * and a host to the shard that would otherwise have none for a datastore. Gives the same answer for
 * the same question.
 */
final class Division {
  private final int shards;
  private final ShardLimits limits;
  private final double[] weights;
  private final Map<String, Integer> hostOwners = new HashMap<>();

  /** A part and the shard that has it. */
  private record Placed(Part part, int shard) {}

  Division(int shards, ShardLimits limits) {
    this.shards = shards;
    this.limits = limits;
    this.weights = new double[shards];
  }

  ShardPlan of(Collection<Load> loads) {
    List<Placed> placed = new ArrayList<>();
    Map<String, Set<Integer>> takers = new HashMap<>();
    Map<Set<String>, Set<Integer>> sharers = new HashMap<>();
    for (Part part : parts(loads)) {
      int shard =
          lightest(
              takers.computeIfAbsent(part.datastore(), name -> new HashSet<>()),
              sharers.computeIfAbsent(part.hosts(), hosts -> new HashSet<>()),
              part.hosts().size());
      weights[shard] += part.weight();
      takers.get(part.datastore()).add(shard);
      sharers.get(part.hosts()).add(shard);
      placed.add(new Placed(part, shard));
    }
    dealHosts(placed);
    Map<String, List<ShardPlan.Owner>> owners = new TreeMap<>();
    placed.stream()
        .sorted(Comparator.comparingInt(place -> place.part().number()))
        .forEach(
            place ->
                owners
                    .computeIfAbsent(place.part().datastore(), name -> new ArrayList<>())
                    .add(new ShardPlan.Owner(place.shard(), place.part().limit())));
    return new ShardPlan(shards, limits, owners, hostOwners);
  }

  private List<Part> parts(Collection<Load> loads) {
    double fair = loads.stream().mapToDouble(Load::weight).sum() / shards;
    List<Part> parts = new ArrayList<>();
    for (Load load : loads) {
      split(load, fair, parts);
    }
    parts.sort(
        Comparator.comparingDouble(Part::weight)
            .reversed()
            .thenComparing(Part::datastore)
            .thenComparingInt(Part::number));
    return parts;
  }

  /** One that is more than a shard's fair part is split, as far as its hosts and its limit go. */
  private void split(Load load, double fair, List<Part> parts) {
    Set<String> hosts = load.datastore().hosts();
    double most = Math.min(shards, Math.min(hosts.size(), limits.perDatastore()));
    int count = (int) Math.max(1, Math.min(most, fair > 0 ? Math.ceil(load.weight() / fair) : 1));
    for (int number = 0; number < count; number++) {
      // Divided without a remainder lost: the first parts get one more.
      int limit = limits.perDatastore() / count + (number < limits.perDatastore() % count ? 1 : 0);
      parts.add(
          new Part(load.datastore().name(), hosts, number, count, load.weight() / count, limit));
    }
  }

  /**
   * Returns the shard with the least weight that has no part of this datastore; among shards that
   * have the same hosts already, if these would not suffice for one more.
   */
  private int lightest(Set<Integer> taken, Set<Integer> sharing, int hosts) {
    boolean full = hosts > 0 && sharing.size() >= hosts && !taken.containsAll(sharing);
    int best = -1;
    for (int shard = 0; shard < shards; shard++) {
      boolean possible = !taken.contains(shard) && (!full || sharing.contains(shard));
      if (possible && (best < 0 || weights[shard] < weights[best])) {
        best = shard;
      }
    }
    return best;
  }

  private void dealHosts(List<Placed> placed) {
    Map<String, Integer> users = new TreeMap<>();
    placed.forEach(
        place -> place.part().hosts().forEach(host -> users.merge(host, 1, Integer::sum)));
    // Those with the fewest hosts choose first: others have more to choose from.
    List<Placed> byNeed = new ArrayList<>(placed);
    byNeed.sort(Comparator.comparingInt(place -> place.part().hosts().size()));
    for (Placed place : byNeed) {
      if (owned(place) == 0) {
        users.keySet().stream()
            .filter(host -> place.part().hosts().contains(host) && !hostOwners.containsKey(host))
            .min(Comparator.comparingInt(users::get))
            .ifPresent(host -> hostOwners.put(host, place.shard()));
      }
    }
    users.keySet().stream()
        .filter(host -> !hostOwners.containsKey(host))
        .forEach(host -> hostOwners.put(host, neediest(host, byNeed)));
  }

  /** Returns the shard with the most weight for each host that it has for a datastore. */
  private int neediest(String host, List<Placed> placed) {
    Placed best = null;
    for (Placed place : placed) {
      if (place.part().hosts().contains(host) && (best == null || need(place) > need(best))) {
        best = place;
      }
    }
    return best == null ? 0 : best.shard();
  }

  private double need(Placed place) {
    return (place.part().weight() + 1) / (owned(place) + 1);
  }

  private long owned(Placed place) {
    return place.part().hosts().stream()
        .filter(host -> hostOwners.getOrDefault(host, -1) == place.shard())
        .count();
  }
}
