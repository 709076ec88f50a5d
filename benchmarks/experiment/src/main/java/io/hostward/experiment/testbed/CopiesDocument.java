package io.hostward.experiment.testbed;

import io.hostward.experiment.report.Hop;
import io.hostward.experiment.report.RunFacts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the two copies came to, for machines and for the page about them.
 *
 * @param kind {@code testbed}
 * @param ok whether every file arrived
 * @param answer how much faster it went straight to a host, in a sentence
 * @param run what it was done with
 * @param testbed what was measured in
 * @param bytes the file's size
 * @param rounds how often each copy was made each way
 * @param summaries one for each datastore
 * @param copies one for each copy, in their order
 */
public record CopiesDocument(
    String kind,
    boolean ok,
    String answer,
    RunFacts run,
    Plan testbed,
    long bytes,
    int rounds,
    List<Summary> summaries,
    List<Made> copies) {
  /** Copies the lists. */
  public CopiesDocument {
    summaries = List.copyOf(summaries);
    copies = List.copyOf(copies);
  }

  /** Sums up what was copied. */
  public static CopiesDocument of(
      RunFacts run, TestbedPlan plan, long bytes, int rounds, List<Copy> copies) {
    List<CopySummary> summaries =
        TwoCopies.datastores().stream()
            .map(datastore -> CopySummary.of(datastore, copies))
            .toList();
    return new CopiesDocument(
        "testbed",
        copies.stream().allMatch(copy -> copy.problem().isEmpty()),
        CopiesAnswer.of(summaries),
        run,
        Plan.of(plan),
        bytes,
        rounds,
        summaries.stream()
            .map(summary -> Summary.of(summary, CopyWays.of(plan, summary, copies)))
            .toList(),
        copies.stream().map(Made::of).toList());
  }

  /**
   * What a testbed is like.
   *
   * @param nodes its machines
   * @param far the host at a far site; absent if there is none
   * @param farRoundTripMillis how long a byte to it and its answer take
   */
  public record Plan(List<Machine> nodes, @Nullable String far, long farRoundTripMillis) {
    /** Describes a plan. */
    public static Plan of(TestbedPlan plan) {
      return new Plan(
          plan.nodes().stream().map(Machine::of).toList(),
          plan.far().orElse(null),
          plan.roundTrip().toMillis());
    }
  }

  /**
   * A machine.
   *
   * @param name its name
   * @param namespace its network namespace
   * @param address its address
   * @param bitsPerSecond of its link, in each direction
   */
  public record Machine(String name, String namespace, String address, long bitsPerSecond) {
    static Machine of(Node node) {
      return new Machine(
          node.name(), node.namespace(), node.address(), node.rate().bitsPerSecond());
    }
  }

  /**
   * What the copies to a datastore came to; figures without a copy are absent.
   *
   * @param datastore the datastore
   * @param relayBytesPerSecond through vCenter
   * @param directBytesPerSecond by Hostward
   * @param directOverRelay how many times as fast, round by round
   * @param relayHosts the hosts that vCenter took, and how often
   * @param directHosts the hosts that Hostward took, and how often
   * @param ways through vCenter, and straight to a host
   */
  public record Summary(
      String datastore,
      CopySummary.@Nullable Spread relayBytesPerSecond,
      CopySummary.@Nullable Spread directBytesPerSecond,
      CopySummary.@Nullable Spread directOverRelay,
      Map<String, Integer> relayHosts,
      Map<String, Integer> directHosts,
      List<Way> ways) {
    static Summary of(CopySummary summary, List<Way> ways) {
      return new Summary(
          summary.datastore(),
          summary.relay().orElse(null),
          summary.direct().orElse(null),
          summary.ratio().orElse(null),
          summary.relayHosts(),
          summary.directHosts(),
          ways);
    }
  }

  /**
   * A copy; the parts mean what they mean in {@link Copy}, and are absent where that has none.
   *
   * @param way {@code RELAY} or {@code DIRECT}
   */
  public record Made(
      int round,
      String datastore,
      Copy.Way way,
      boolean ok,
      @Nullable String error,
      String route,
      double seconds,
      double untilFirstByte,
      double transferSeconds,
      long bytesPerSecond,
      @Nullable String carrier,
      Map<String, InterfaceCounters> interfaces,
      List<Copy.Reading> meters) {
    static Made of(Copy copy) {
      return new Made(
          copy.round(),
          copy.datastore(),
          copy.way(),
          copy.problem().isEmpty(),
          copy.problem().orElse(null),
          copy.route(),
          copy.seconds(),
          copy.untilFirstByte(),
          copy.transferSeconds(),
          copy.bytesPerSecond(),
          copy.carrier().orElse(null),
          copy.interfaces(),
          copy.meters());
    }
  }

  /**
   * A way to a datastore; figures are of the copies that arrived, and absent if none did.
   *
   * @param way {@code RELAY} or {@code DIRECT}
   * @param name the same for people
   * @param copies how many were made
   * @param failed how many of them failed
   * @param medianBytesPerSecond the middle rate
   * @param leastBytesPerSecond of the slowest
   * @param mostBytesPerSecond of the fastest
   * @param hops where the bytes of all its copies went, as the kernel counted them on arrival
   */
  public record Way(
      Copy.Way way,
      String name,
      int copies,
      int failed,
      @Nullable Double medianBytesPerSecond,
      @Nullable Double leastBytesPerSecond,
      @Nullable Double mostBytesPerSecond,
      List<Hop> hops) {
    /** Copies the list. */
    public Way {
      hops = List.copyOf(hops);
    }
  }
}
