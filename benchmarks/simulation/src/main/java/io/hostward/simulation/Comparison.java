package io.hostward.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Runs contenders through scenarios. The same arguments give the same figures on any machine. */
public final class Comparison {
  /** What stands before a policy that remembers no uploads. */
  public static final String ONE_SHOT = "one-shot:";

  private Comparison() {}

  /** Returns the scenarios' names. */
  public static List<String> scenarioNames() {
    return Scenarios.names();
  }

  /** Returns the names of Hostward's policies and of the peers that are compared by default. */
  public static List<String> contenderNames() {
    return Contender.all().stream().map(Contender::name).toList();
  }

  /** Returns the names of the peers, which are other tools, by what their source does. */
  public static List<String> peerNames() {
    return Contender.peers().stream().map(Contender::name).toList();
  }

  /**
   * Runs.
   *
   * @param scenarios names of {@link #scenarioNames}
   * @param contenders names of {@link #contenderNames} or any policy's string, with {@link
   *     #ONE_SHOT} before it for one process per file
   * @param firstSeed the first seed
   * @param seeds how many seeds from there, at least 1
   * @param finished told the name of each finished scenario, on this thread
   * @throws IllegalArgumentException if a name is unknown; the message lists the valid ones
   */
  public static Results run(
      List<String> scenarios,
      List<String> contenders,
      long firstSeed,
      int seeds,
      Consumer<String> finished) {
    if (seeds < 1) {
      throw new IllegalArgumentException("at least 1 seed is needed, was: " + seeds);
    }
    List<Contender> chosen = contenders.stream().map(Comparison::contender).toList();
    scenarios.forEach(name -> Scenarios.make(name, 1));
    List<Results.Row> rows = new ArrayList<>();
    for (String name : scenarios) {
      try {
        rows.add(row(name, chosen, firstSeed, seeds));
      } catch (IllegalArgumentException e) {
        throw asThrown(e);
      }
      finished.accept(name);
    }
    return new Results(rows, seeds);
  }

  /** What another thread threw comes within one of its own kind, whose message is its name too. */
  private static IllegalArgumentException asThrown(IllegalArgumentException failure) {
    return failure.getCause() instanceof IllegalArgumentException thrown ? thrown : failure;
  }

  private static Results.Row row(
      String name, List<Contender> contenders, long firstSeed, int seeds) {
    // Seeds are independent, and each run is a function of its seed: threads change no figure.
    List<List<SimOutcome>> bySeed =
        LongStream.range(firstSeed, firstSeed + seeds)
            .parallel()
            .mapToObj(
                seed -> {
                  Scenario scenario = Scenarios.make(name, seed);
                  return contenders.stream()
                      .map(contender -> Simulation.run(scenario, contender, seed))
                      .toList();
                })
            .toList();
    Map<String, List<SimOutcome>> outcomes = new TreeMap<>();
    bySeed.forEach(
        list ->
            list.forEach(
                outcome ->
                    outcomes
                        .computeIfAbsent(outcome.contender(), key -> new ArrayList<>())
                        .add(outcome)));
    Scenario first = Scenarios.make(name, 1);
    List<Results.Cell> cells =
        contenders.stream()
            .map(
                contender ->
                    new Results.Cell(
                        contender.name(), outcomes.getOrDefault(contender.name(), List.of())))
            .toList();
    return new Results.Row(
        name,
        first.description(),
        first.uploaders().size(),
        first.figureAge(),
        first.differentCapacities(),
        cells);
  }

  private static Contender contender(String name) {
    if (name.startsWith(ONE_SHOT)) {
      return Contender.oneShot(name, name.substring(ONE_SHOT.length()));
    }
    return Contender.all().stream()
        .filter(contender -> contender.name().equals(name))
        .findFirst()
        .orElseGet(() -> Contender.hostward(name));
  }
}
