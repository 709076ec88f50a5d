package io.hostward.experiment.testbed;

import io.hostward.experiment.testbed.Copy.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the copies to one datastore come to. Copies that failed are not in the figures.
 *
 * @param datastore the datastore
 * @param relay bytes per second through vCenter
 * @param direct bytes per second by Hostward
 * @param ratio how many times as fast as the relay, round by round
 * @param relayHosts the hosts that vCenter took, and how often
 * @param directHosts the hosts that Hostward took, and how often
 */
public record CopySummary(
    String datastore,
    Optional<Spread> relay,
    Optional<Spread> direct,
    Optional<Spread> ratio,
    Map<String, Integer> relayHosts,
    Map<String, Integer> directHosts) {

  /**
   * Figures of several rounds.
   *
   * @param count how many
   * @param least the least
   * @param median the middle one, or the mean of both middle ones
   * @param most the largest
   */
  public record Spread(int count, double least, double median, double most) {
    static Optional<Spread> of(List<Double> values) {
      if (values.isEmpty()) {
        return Optional.empty();
      }
      List<Double> sorted = values.stream().sorted().toList();
      int count = sorted.size();
      double median = (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
      return Optional.of(new Spread(count, sorted.get(0), median, sorted.get(count - 1)));
    }
  }

  /** Copies the maps. */
  public CopySummary {
    relayHosts = new TreeMap<>(relayHosts);
    directHosts = new TreeMap<>(directHosts);
  }

  /** Sums up the copies to a datastore. */
  public static CopySummary of(String datastore, List<Copy> all) {
    List<Copy> copies =
        all.stream()
            .filter(copy -> copy.datastore().equals(datastore) && copy.problem().isEmpty())
            .toList();
    List<Double> ratios = new ArrayList<>();
    for (Copy direct : of(copies, Way.DIRECT)) {
      of(copies, Way.RELAY).stream()
          .filter(relay -> relay.round() == direct.round() && relay.bytesPerSecond() > 0)
          .forEach(relay -> ratios.add((double) direct.bytesPerSecond() / relay.bytesPerSecond()));
    }
    return new CopySummary(
        datastore,
        rates(copies, Way.RELAY),
        rates(copies, Way.DIRECT),
        Spread.of(ratios),
        hosts(copies, Way.RELAY),
        hosts(copies, Way.DIRECT));
  }

  private static List<Copy> of(List<Copy> copies, Way way) {
    return copies.stream().filter(copy -> copy.way() == way).toList();
  }

  private static Optional<Spread> rates(List<Copy> copies, Way way) {
    return Spread.of(of(copies, way).stream().map(copy -> (double) copy.bytesPerSecond()).toList());
  }

  private static Map<String, Integer> hosts(List<Copy> copies, Way way) {
    Map<String, Integer> hosts = new TreeMap<>();
    of(copies, way).forEach(copy -> hosts.merge(copy.carrier().orElse("unknown"), 1, Integer::sum));
    return hosts;
  }
}
