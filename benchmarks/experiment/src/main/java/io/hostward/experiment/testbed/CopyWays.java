package io.hostward.experiment.testbed;

import io.hostward.experiment.report.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which way the copies to a datastore went. What they were told to do does not count here, only
 * what passed the interfaces: a direct copy that had to go through vCenter is drawn through it.
 */
final class CopyWays {
  private static final int HTTPS = 443;
  private static final int NFC = 902;

  private final TestbedPlan plan;
  private final List<String> hosts;

  private CopyWays(TestbedPlan plan, List<String> hosts) {
    this.plan = plan;
    this.hosts = hosts;
  }

  static List<CopiesDocument.Way> of(TestbedPlan plan, CopySummary summary, List<Copy> copies) {
    CopyWays ways = new CopyWays(plan, hosts(plan, summary.datastore()));
    List<CopiesDocument.Way> both = new ArrayList<>();
    for (Copy.Way way : Copy.Way.values()) {
      Optional<CopySummary.Spread> rates =
          way == Copy.Way.RELAY ? summary.relay() : summary.direct();
      List<Copy> made =
          copies.stream()
              .filter(copy -> copy.way() == way && copy.datastore().equals(summary.datastore()))
              .toList();
      List<Copy> arrived = made.stream().filter(copy -> copy.problem().isEmpty()).toList();
      both.add(
          new CopiesDocument.Way(
              way,
              way == Copy.Way.RELAY ? "through vCenter" : "straight to a host",
              made.size(),
              made.size() - arrived.size(),
              rates.map(CopySummary.Spread::median).orElse(null),
              rates.map(CopySummary.Spread::least).orElse(null),
              rates.map(CopySummary.Spread::most).orElse(null),
              arrived.isEmpty() ? List.of() : ways.hops(arrived)));
    }
    return both;
  }

  /** The hosts that mount a datastore. */
  private static List<String> hosts(TestbedPlan plan, String datastore) {
    return datastore.equals(TestbedPlan.SHARED)
        ? plan.hostNodes().stream().map(Node::name).toList()
        : List.of(TestbedPlan.LOCAL_HOST);
  }

  private List<Hop> hops(List<Copy> copies) {
    Predicate<Copy> relayed = copy -> copy.passedThrough(plan.vcenter().name());
    List<Copy> indirect = copies.stream().filter(relayed).toList();
    List<Hop> hops = new ArrayList<>();
    if (indirect.isEmpty()) {
      hops.add(Hop.notTaken(Hop.CLIENT, Hop.VCENTER, HTTPS));
    } else {
      long bytes = indirect.stream().mapToLong(copy -> received(copy, Hop.VCENTER)).sum();
      hops.add(taken(Hop.CLIENT, Hop.VCENTER, HTTPS, bytes));
    }
    carried(indirect).forEach((host, bytes) -> hops.add(taken(Hop.VCENTER, host, NFC, bytes)));
    Map<String, Long> direct = carried(copies.stream().filter(relayed.negate()).toList());
    for (String host : hosts) {
      hops.add(
          direct.containsKey(host)
              ? taken(Hop.CLIENT, host, HTTPS, direct.get(host))
              : Hop.notTaken(Hop.CLIENT, host, HTTPS));
    }
    return hops;
  }

  private static Map<String, Long> carried(List<Copy> copies) {
    Map<String, Long> bytes = new TreeMap<>();
    copies.forEach(
        copy ->
            copy.carrier().ifPresent(host -> bytes.merge(host, received(copy, host), Long::sum)));
    return bytes;
  }

  private static long received(Copy copy, String node) {
    return copy.interfaces().getOrDefault(node, new InterfaceCounters(0, 0)).received();
  }

  private static Hop taken(String from, String to, int port, long bytes) {
    return new Hop(from, to, port, true, bytes, null);
  }
}
