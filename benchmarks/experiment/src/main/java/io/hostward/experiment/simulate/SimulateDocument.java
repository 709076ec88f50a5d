package io.hostward.experiment.simulate;

import io.hostward.experiment.report.RunFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A simulation as plain values. A contender is one of Hostward's policies, or another tool, which
 * is called a peer.
 *
 * @param kind {@code simulate}
 * @param answer how close to the bound the best and the worst came, in one sentence
 * @param run what it was done with
 * @param seeds how often each was run
 * @param firstSeed the first seed
 * @param overall each contender over all scenarios; empty if there is but one
 * @param scenarios one for each scenario
 * @param targets of least-loaded, as far as the results tell
 */
public record SimulateDocument(
    String kind,
    String answer,
    RunFacts run,
    int seeds,
    long firstSeed,
    List<Overall> overall,
    List<Scenario> scenarios,
    List<Target> targets) {

  /**
   * A contender over all scenarios, each of which counts as much as the others.
   *
   * @param name its name
   * @param peer whether it is another tool
   * @param overBound the mean of its times against the lower bounds
   * @param worstOverBound the same of the worst seed of the worst scenario
   */
  public record Overall(String name, boolean peer, double overBound, double worstOverBound) {}

  /**
   * A scenario.
   *
   * @param name its name
   * @param description what happens in it
   * @param boundSeconds below which no choice of hosts can end, the mean of the seeds
   * @param contenders how each did
   */
  public record Scenario(
      String name, String description, double boundSeconds, List<Contender> contenders) {
    /** Rounds to what can be told apart. */
    public Scenario {
      boundSeconds = digits(boundSeconds);
      contenders = List.copyOf(contenders);
    }
  }

  /**
   * A contender in a scenario.
   *
   * @param name its name
   * @param peer whether it is another tool
   * @param seconds until the last file had arrived, the mean of the seeds
   * @param overBound the mean of time against lower bound, 1 or more
   * @param worstOverBound the same of the worst seed
   * @param failures failed attempts of all seeds
   */
  public record Contender(
      String name,
      boolean peer,
      double seconds,
      double overBound,
      double worstOverBound,
      int failures) {
    /** Rounds to what can be told apart. */
    public Contender {
      seconds = digits(seconds);
      overBound = digits(overBound);
      worstOverBound = digits(worstOverBound);
    }
  }

  /**
   * A target.
   *
   * @param target in words
   * @param scenario the scenario's name
   * @param verdict whether it was met, in words
   * @param figures the figures that say so
   */
  public record Target(String target, String scenario, String verdict, String figures) {}

  /** Returns the document of what was found. */
  public static SimulateDocument of(
      RunFacts run, int seeds, long firstSeed, List<Scenario> scenarios, List<Target> targets) {
    List<Overall> overall = overall(scenarios);
    return new SimulateDocument(
        "simulate",
        SimulateAnswer.of(overall, scenarios),
        run,
        seeds,
        firstSeed,
        scenarios.size() == 1 ? List.of() : overall,
        List.copyOf(scenarios),
        List.copyOf(targets));
  }

  private static List<Overall> overall(List<Scenario> scenarios) {
    Map<String, List<Contender>> results = new LinkedHashMap<>();
    for (Scenario scenario : scenarios) {
      for (Contender one : scenario.contenders()) {
        results.computeIfAbsent(one.name(), name -> new ArrayList<>()).add(one);
      }
    }
    return results.values().stream()
        .map(
            all ->
                new Overall(
                    all.get(0).name(),
                    all.get(0).peer(),
                    digits(all.stream().mapToDouble(Contender::overBound).average().orElse(0)),
                    all.stream().mapToDouble(Contender::worstOverBound).max().orElse(0)))
        .toList();
  }

  private static double digits(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
