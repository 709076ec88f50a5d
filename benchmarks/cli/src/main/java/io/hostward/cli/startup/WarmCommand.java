package io.hostward.cli.startup;

import io.hostward.cli.connect.ServerConnection;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.lab.LabOptions;
import io.hostward.cli.lab.LabRun;
import io.hostward.cli.text.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hostward bench-warm}. */
@Command(
    name = "bench-warm",
    abbreviateSynopsis = true,
    header = "Measure what a small upload costs a client that runs.",
    description = {
      "",
      "CPU time, calls and rate of uploads of 64 KiB from a JVM of its own to a lab in this"
          + " process, so that the lab's work does not count. As many rounds as are counted warm"
          + " it up first.",
      ""
    })
public final class WarmCommand implements Callable<Integer> {
  @Option(
      names = "--files",
      paramLabel = "N",
      defaultValue = "200",
      description = "Uploads a round. Default: ${DEFAULT-VALUE}.")
  private int files;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Rounds that count. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--at-a-time",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,8",
      description = "How many uploads at a time. Default: ${DEFAULT-VALUE}.")
  private List<Integer> concurrencies = new ArrayList<>();

  @Option(
      names = "--jvm-option",
      paramLabel = "OPTION",
      description = "An option for that JVM, for example -Xmx64m; may be repeated.")
  private List<String> jvmOptions = new ArrayList<>();

  private final Shell shell;

  public WarmCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    CommandFailure.requireRange("--files", files, 1, 10_000);
    CommandFailure.requireRange("--rounds", rounds, 1, 1000);
    for (int concurrency : concurrencies) {
      CommandFailure.requireRange("--at-a-time", concurrency, 1, 256);
    }
    try (LabRun lab = LabRun.start(new LabOptions(), 0, true)) {
      print(measure(lab));
      return ExitCode.OK;
    }
  }

  private List<WarmRound> measure(LabRun lab) throws IOException, InterruptedException {
    ServerConnection connection = lab.connection(Optional.empty());
    ProcessBuilder builder =
        new ProcessBuilder(command(lab, connection)).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(WarmProbe.PASSWORD, connection.password().reveal());
    List<WarmRound> measured = new ArrayList<>();
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        WarmRound.parse(line).ifPresent(measured::add);
      }
    } finally {
      process.destroy();
    }
    int exitCode = process.waitFor();
    if (exitCode != 0 || measured.size() != rounds * concurrencies.size()) {
      throw new IOException(
          "the JVM that uploads ended with " + exitCode + " after " + measured.size() + " rounds");
    }
    return measured;
  }

  private List<String> command(LabRun lab, ServerConnection connection) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(WarmProbe.class.getName());
    command.addAll(
        List.of(
            connection.url().toString(),
            connection.user(),
            lab.lab().thumbprint(),
            LabRun.SHARED_DATASTORE,
            Integer.toString(files),
            Integer.toString(rounds),
            String.join(",", concurrencies.stream().map(String::valueOf).toList())));
    command.addAll(lab.resolveOptions());
    return command;
  }

  private void print(List<WarmRound> measured) {
    Table table = new Table("at a time", "per file", ">median", ">min", ">max");
    for (int concurrency : concurrencies) {
      List<WarmRound> rounds =
          measured.stream().filter(round -> round.concurrency() == concurrency).toList();
      row(table, concurrency, "client CPU, ms", rounds, WarmRound::cpuMillisPerFile);
      row(table, concurrency, "calls to vCenter", rounds, WarmRound::callsPerFile);
      row(table, concurrency, "files a second", rounds, WarmRound::filesPerSecond);
    }
    shell.out().print(table);
  }

  private static void row(
      Table table,
      int concurrency,
      String words,
      List<WarmRound> rounds,
      ToDoubleFunction<WarmRound> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    table.row(
        Integer.toString(concurrency),
        words,
        figure(sorted[sorted.length / 2]),
        figure(sorted[0]),
        figure(sorted[sorted.length - 1]));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
