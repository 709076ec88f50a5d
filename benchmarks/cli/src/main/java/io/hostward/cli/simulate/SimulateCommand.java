package io.hostward.cli.simulate;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.OutputFile;
import io.hostward.cli.console.Shell;
import io.hostward.cli.experiment.CommandLines;
import io.hostward.cli.experiment.ReportOption;
import io.hostward.cli.text.Table;
import io.hostward.simulation.Comparison;
import io.hostward.simulation.Csv;
import io.hostward.simulation.Results;
import io.hostward.simulation.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hostward simulate}. */
@Command(
    name = "simulate",
    header = "Compare how well policies choose hosts, by simulation.",
    customSynopsis = "hostward simulate [OPTIONS]",
    description = {
      "",
      "No vSphere and no lab is used. For each scenario there is a table with a row for each policy,"
          + " each other tool (a peer), and a lower bound that no choice of hosts can beat:",
      "",
      "  seconds   until the last file had arrived, mean over the seeds",
      "  x bound   the same, divided by the lower bound",
      "  worst     the same for the worst seed",
      "  failures  failed attempts, of all seeds",
      "",
      "All scenarios take about a minute. The same seeds give the same figures on any machine.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  hostward simulate --csv policies.csv --report policies.html",
      "  hostward simulate --scenario one-busy --policy random --policy least-loaded"
    })
public final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "Only this scenario; may be repeated. See --list.")
  private List<String> scenarios = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = {
        "Only this policy or peer; may be repeated. See --list. one-shot:NAME gives each file a"
            + " process of its own, which knows nothing of the others."
      })
  private List<String> policies = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "How often each is run, each time with the next seed. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed. Default: ${DEFAULT-VALUE}.")
  private long firstSeed;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write all figures there, as CSV.")
  private @Nullable Path csv;

  @Option(names = "--list", description = "Only list scenarios, policies and peers.")
  private boolean list;

  @Mixin private ReportOption report = new ReportOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final Shell shell;

  public SimulateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    if (list) {
      shell.out().println("Scenarios: " + String.join(", ", Comparison.scenarioNames()));
      shell.out().println("Policies and peers: " + String.join(" ", Comparison.contenderNames()));
      return ExitCode.OK;
    }
    OutputFile.require("--csv", csv);
    report.requireWritable();
    Instant startedAt = Instant.now();
    Results results = run();
    print(results);
    printTargets(Targets.of(results));
    write(csv, Csv.of(results));
    report.write(
        SimulateWriter.write(
            CommandLines.facts(spec, "none: simulated", startedAt), results, firstSeed));
    return ExitCode.OK;
  }

  private Results run() throws CommandFailure {
    CommandFailure.requireRange("--seeds", seeds, 1, 1000);
    try {
      return Comparison.run(
          scenarios.isEmpty() ? Comparison.scenarioNames() : scenarios,
          policies.isEmpty() ? Comparison.contenderNames() : policies,
          firstSeed,
          seeds,
          this::simulated);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage() + "; see: hostward simulate --list");
    }
  }

  private void simulated(String name) {
    if (shell.interruption().interrupted()) {
      throw new CancellationException("interrupted");
    }
    shell.err().println("simulated " + name);
  }

  private void print(Results results) {
    for (Results.Row row : results.rows()) {
      shell.out().println(row.scenario() + ": " + row.description());
      Table table = new Table("contender", ">seconds", ">x bound", ">worst", ">failures");
      table.row("(lower bound)", seconds(row.bound()), "1.00", "1.00", "");
      for (Results.Cell cell : row.cells()) {
        table.row(
            cell.contender(),
            seconds(cell.makespan()),
            ratio(cell.ratio()),
            ratio(cell.worstRatio()),
            String.valueOf(cell.failures()));
      }
      shell.out().println(table);
    }
  }

  private void printTargets(List<Targets.Check> checks) {
    if (checks.isEmpty()) {
      return;
    }
    Table table = new Table("target of least-loaded", "scenario", "verdict", "figures");
    for (Targets.Check check : checks) {
      table.row(
          check.target(), check.scenario(), SimulateWriter.words(check.verdict()), check.figures());
    }
    shell.out().print(table);
    Stream.of(Targets.Verdict.values())
        .map(
            verdict ->
                checks.stream().filter(check -> check.verdict() == verdict).count()
                    + " "
                    + SimulateWriter.words(verdict))
        .reduce((a, b) -> a + ", " + b)
        .ifPresent(shell.out()::println);
  }

  private static void write(@Nullable Path file, String text) throws IOException {
    if (file != null) {
      Files.writeString(file, text);
    }
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
