package io.hostward.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Runs one contender through one scenario. */
final class Simulation {
  private Simulation() {}

  static SimOutcome run(Scenario scenario, Contender contender, long seed) {
    int uploaders = scenario.uploaders().size();
    Topology topology = new Topology(scenario, uploaders);
    FigureBoard board = new FigureBoard(scenario);
    board.follow(topology);
    SplittableRandom seeds = new SplittableRandom(seed);
    int[] running = {uploaders};
    List<SimProcess> processes = new ArrayList<>();
    for (int i = 0; i < uploaders; i++) {
      processes.add(
          new SimProcess(
              scenario,
              i,
              contender,
              board,
              topology,
              seeds.nextLong(),
              () -> {
                if (--running[0] == 0) {
                  topology.engine().stop();
                }
              }));
    }
    processes.forEach(process -> topology.engine().at(0, process::start));
    topology.engine().run();
    return new SimOutcome(
        scenario.name(),
        contender.name(),
        seed,
        topology.engine().now(),
        LowerBound.of(scenario),
        median(processes),
        processes.stream().mapToInt(SimProcess::failures).sum());
  }

  private static double median(List<SimProcess> processes) {
    double[] sorted =
        processes.stream()
            .flatMap(process -> process.durations().stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
