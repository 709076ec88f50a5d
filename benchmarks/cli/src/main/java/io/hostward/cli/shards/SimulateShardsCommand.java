package io.hostward.cli.shards;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.Shell;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.Table;
import io.hostward.net.Printable;
import io.hostward.simulation.shards.ShardStudy;
import io.hostward.simulation.shards.ShardWorld;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hostward simulate-shards}. */
@Command(
    name = "simulate-shards",
    header = "Show what shares of a large distribution bring, by simulation.",
    customSynopsis = "hostward simulate-shards [OPTIONS]",
    description = {
      "",
      "100,000 files on 1,000 hosts in clusters of eight: hosts with lines of 1 Gbit/s, machines"
          + " with lines of 10 Gbit/s, and a vCenter that answers 250 calls a second. The plan and"
          + " the schedule are those of plan and distribute. For each number of shares:",
      "",
      "  seconds   until the last file had arrived",
      "  x bound   the same, divided by what lines and calls take at least",
      "  calls/s   that vCenter saw",
      ""
    })
public final class SimulateShardsCommand implements Callable<Integer> {
  @Option(
      names = "--shards",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2,4,8,16,32,64",
      description = "The numbers of shares. Default: ${DEFAULT-VALUE}.")
  private List<Integer> shards = List.of();

  @Option(
      names = "--mean",
      paramLabel = "SIZE",
      defaultValue = "2GB",
      description = "What a file has on the average. Default: ${DEFAULT-VALUE}.")
  private ByteSize mean = new ByteSize(2_000_000_000);

  @Option(names = "--small", description = "6,000 files on 96 hosts instead.")
  private boolean small;

  private final Shell shell;

  public SimulateShardsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure {
    for (int number : shards) {
      CommandFailure.requireRange("--shards", number, 1, 1000);
    }
    if (mean.bytes() < 1) {
      throw CommandFailure.usage("--mean is a byte or more, was: " + mean);
    }
    ShardWorld world = small ? ShardWorld.small(mean.bytes()) : ShardWorld.large(mean.bytes());
    Table table = new Table(">shares", ">seconds", ">x bound", ">calls/s", "limit");
    for (int number : shards) {
      ShardStudy.Outcome outcome = simulated(world, number);
      table.row(
          String.valueOf(number),
          String.format(Locale.ROOT, "%.0f", outcome.seconds()),
          String.format(Locale.ROOT, "%.2f", outcome.ratio()),
          String.format(Locale.ROOT, "%.1f", outcome.callsPerSecond()),
          outcome.callBound() ? "vCenter's calls" : "lines");
      shell.err().println("simulated " + Printable.count(number, "share"));
    }
    shell.out().print(table);
    return ExitCode.OK;
  }

  private ShardStudy.Outcome simulated(ShardWorld world, int number) throws CommandFailure {
    try (Interruption.ThreadInterrupt ignored = shell.interruption().interruptingThisThread()) {
      return ShardStudy.run(world, number);
    } catch (CancellationException e) {
      throw CommandFailure.interrupted();
    }
  }
}
