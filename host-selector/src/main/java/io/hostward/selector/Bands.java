package io.hostward.selector;

import io.hostward.ranking.RankedHost;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Puts groups of ranked hosts one behind the other. Each group's scores are squeezed into a band of
 * their own below the group before, so that a score still tells the order. A group alone keeps its
 * scores.
 */
final class Bands {
  private final List<Group> groups = new ArrayList<>();

  private record Group(List<RankedHost> hosts, UnaryOperator<String> wording) {}

  /**
   * Adds the next group.
   *
   * @param hosts the group, best first
   * @param wording makes the reason from the reason that a host had within its group
   */
  Bands add(List<RankedHost> hosts, UnaryOperator<String> wording) {
    if (!hosts.isEmpty()) {
      groups.add(new Group(hosts, wording));
    }
    return this;
  }

  List<RankedHost> ranked() {
    List<RankedHost> ranked = new ArrayList<>();
    int count = groups.size();
    for (int i = 0; i < count; i++) {
      Group group = groups.get(i);
      for (RankedHost host : group.hosts()) {
        double score = (count - 1 - i + host.score()) / count;
        ranked.add(new RankedHost(host.host(), score, () -> group.wording().apply(host.reason())));
      }
    }
    return ranked;
  }
}
