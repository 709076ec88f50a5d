package io.hostward.peers.startup;

import io.hostward.peers.machine.Cost;
import io.hostward.peers.rounds.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** What starts cost, each beside that of the JVM that does nothing in the same round. */
final class StartTable {
  static final String HELLO = "hello world";

  private final Map<String, Map<Integer, Cost>> costs = new TreeMap<>();
  private final Map<String, Map<Integer, Double>> sessions = new TreeMap<>();

  void add(String name, int round, Cost cost) {
    costs.computeIfAbsent(name, any -> new TreeMap<>()).put(round, cost);
  }

  void addSession(String name, int round, double seconds) {
    sessions.computeIfAbsent(name, any -> new TreeMap<>()).put(round, seconds);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("| start | s | x hello world | CPU-s | x hello world | peak MiB |");
    lines.add("| --- | ---: | ---: | ---: | ---: | ---: |");
    costs.forEach(
        (name, rounds) -> {
          if (sessions.containsKey(name)) {
            lines.add(session(name));
          }
          lines.add(row(name, rounds));
        });
    return lines;
  }

  private String row(String name, Map<Integer, Cost> rounds) {
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(
            name,
            spread(rounds, Cost::seconds).text(2),
            ratio(rounds, Cost::seconds).text(1),
            spread(rounds, Cost::cpuSeconds).text(2),
            ratio(rounds, Cost::cpuSeconds).text(1),
            spread(rounds, cost -> cost.peakBytes() / 1048576.0).text(0));
  }

  private String session(String name) {
    Map<Integer, Double> rounds = sessions.getOrDefault(name, Map.of());
    List<Double> ratios = new ArrayList<>();
    rounds.forEach((round, seconds) -> ratios.add(seconds / hello(round).seconds()));
    return "| session, %s | %s | %s | | | |"
        .formatted(
            name, Spread.of(List.copyOf(rounds.values())).text(2), Spread.of(ratios).text(1));
  }

  private static Spread spread(Map<Integer, Cost> rounds, ToDoubleFunction<Cost> figure) {
    return Spread.of(rounds.values().stream().map(cost -> figure.applyAsDouble(cost)).toList());
  }

  private Spread ratio(Map<Integer, Cost> rounds, ToDoubleFunction<Cost> figure) {
    List<Double> ratios = new ArrayList<>();
    rounds.forEach(
        (round, cost) ->
            ratios.add(figure.applyAsDouble(cost) / figure.applyAsDouble(hello(round))));
    return Spread.of(ratios);
  }

  private Cost hello(int round) {
    Cost cost = costs.getOrDefault(HELLO, Map.of()).get(round);
    if (cost == null) {
      throw new IllegalStateException("no " + HELLO + " in round " + round);
    }
    return cost;
  }
}
