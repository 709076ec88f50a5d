package io.hostward.cli.simulate;

import io.hostward.experiment.report.RunFacts;
import io.hostward.experiment.simulate.SimulateDocument;
import io.hostward.simulation.Comparison;
import io.hostward.simulation.Results;
import io.hostward.simulation.Targets;
import java.util.List;
import java.util.Locale;

/** Writes down what a simulation found, as plain values. */
final class SimulateWriter {
  private SimulateWriter() {}

  static SimulateDocument write(RunFacts run, Results results, long firstSeed) {
    return SimulateDocument.of(
        run,
        results.seeds(),
        firstSeed,
        results.rows().stream().map(SimulateWriter::scenario).toList(),
        Targets.of(results).stream().map(SimulateWriter::target).toList());
  }

  private static SimulateDocument.Scenario scenario(Results.Row row) {
    List<SimulateDocument.Contender> contenders =
        row.cells().stream().map(SimulateWriter::contender).toList();
    return new SimulateDocument.Scenario(
        row.scenario(), row.description(), row.bound(), contenders);
  }

  private static SimulateDocument.Contender contender(Results.Cell cell) {
    return new SimulateDocument.Contender(
        cell.contender(),
        Comparison.peerNames().contains(cell.contender()),
        cell.makespan(),
        cell.ratio(),
        cell.worstRatio(),
        cell.failures());
  }

  private static SimulateDocument.Target target(Targets.Check check) {
    return new SimulateDocument.Target(
        check.target(), check.scenario(), words(check.verdict()), check.figures());
  }

  static String words(Targets.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
