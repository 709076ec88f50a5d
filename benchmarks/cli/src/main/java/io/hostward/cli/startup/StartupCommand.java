package io.hostward.cli.startup;

import io.hostward.cli.connect.ServerConnection;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.lab.LabOptions;
import io.hostward.cli.lab.LabRun;
import io.hostward.cli.text.Durations;
import io.hostward.cli.text.Table;
import io.hostward.experiment.StartupBenchmark;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hostward bench-startup}. */
@Command(
    name = "bench-startup",
    abbreviateSynopsis = true,
    header = "Measure how long a fresh JVM takes to log in.",
    description = {
      "",
      "The time from the start of a JVM to a session, against a lab in this process, so that the"
          + " lab's own start does not count.",
      ""
    })
public final class StartupCommand implements Callable<Integer> {
  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many JVMs are started. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--jvm-option",
      paramLabel = "OPTION",
      description = "An option for these JVMs, for example -Xshare:off; may be repeated.")
  private List<String> jvmOptions = new ArrayList<>();

  private final Shell shell;

  public StartupCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    CommandFailure.requireRange("--runs", runs, 1, 1000);
    try (LabRun lab = LabRun.start(new LabOptions(), 0, false)) {
      ServerConnection connection = lab.connection(Optional.empty());
      StartupBenchmark benchmark =
          new StartupBenchmark(
              connection.url(),
              connection.user(),
              connection.password(),
              lab.lab().thumbprint(),
              jvmOptions);
      print(benchmark.measure(runs));
      return ExitCode.OK;
    }
  }

  private void print(List<StartupBenchmark.Sample> samples) {
    Table table = new Table("until", ">median", ">min", ">max");
    for (StartupBenchmark.Milestone milestone : StartupBenchmark.Milestone.values()) {
      row(table, milestone.words(), samples.stream().map(sample -> sample.until(milestone)));
    }
    row(table, "session, CPU time", samples.stream().map(StartupBenchmark.Sample::cpu));
    shell.out().print(table);
  }

  private static void row(Table table, String words, Stream<Duration> unsorted) {
    List<Duration> times = unsorted.sorted().toList();
    table.row(
        words,
        Durations.seconds(times.get(times.size() / 2)),
        Durations.seconds(times.get(0)),
        Durations.seconds(times.get(times.size() - 1)));
  }
}
