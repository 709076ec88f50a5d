package io.hostward.cli;

import io.hostward.cli.bulk.DistributeCommand;
import io.hostward.cli.bulk.PlanCommand;
import io.hostward.cli.compare.CompareCommand;
import io.hostward.cli.console.Shell;
import io.hostward.cli.files.CleanCommand;
import io.hostward.cli.files.CpCommand;
import io.hostward.cli.files.DownloadCommand;
import io.hostward.cli.files.LsCommand;
import io.hostward.cli.files.MkdirCommand;
import io.hostward.cli.files.MvCommand;
import io.hostward.cli.files.RmCommand;
import io.hostward.cli.files.StatCommand;
import io.hostward.cli.hosts.HostsCommand;
import io.hostward.cli.lab.LabCommand;
import io.hostward.cli.shards.SimulateShardsCommand;
import io.hostward.cli.simulate.SimulateCommand;
import io.hostward.cli.startup.StartupCommand;
import io.hostward.cli.startup.WarmCommand;
import io.hostward.cli.testbed.TestbedCommand;
import io.hostward.cli.trace.TraceCommand;
import io.hostward.cli.upload.UploadCommand;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands. Reading the options of a command takes milliseconds, so that no more of them are
 * read than the command line may speak of.
 */
final class Commands {
  private static final Map<String, Entry> ALL = new LinkedHashMap<>();

  static {
    add("upload", UploadCommand.class, UploadCommand::new);
    add("download", DownloadCommand.class, DownloadCommand::new);
    add("ls", LsCommand.class, LsCommand::new);
    add("stat", StatCommand.class, StatCommand::new);
    add("cp", CpCommand.class, CpCommand::new);
    add("mv", MvCommand.class, MvCommand::new);
    add("mkdir", MkdirCommand.class, MkdirCommand::new);
    add("rm", RmCommand.class, RmCommand::new);
    add("clean", CleanCommand.class, CleanCommand::new);
    add("distribute", DistributeCommand.class, DistributeCommand::new);
    add("plan", PlanCommand.class, PlanCommand::new);
    add("hosts", HostsCommand.class, HostsCommand::new);
    add("compare", CompareCommand.class, CompareCommand::new);
    add("trace", TraceCommand.class, TraceCommand::new);
    add("testbed", TestbedCommand.class, TestbedCommand::of);
    add("lab", LabCommand.class, LabCommand::new);
    add("bench-startup", StartupCommand.class, StartupCommand::new);
    add("bench-warm", WarmCommand.class, WarmCommand::new);
    add("simulate", SimulateCommand.class, SimulateCommand::new);
    add("simulate-shards", SimulateShardsCommand.class, SimulateShardsCommand::new);
  }

  private Commands() {}

  private record Entry(Class<?> type, Function<Shell, Object> make) {}

  private static void add(String name, Class<?> type, Function<Shell, Object> make) {
    ALL.put(name, new Entry(type, make));
  }

  /** Returns their names, in the order in which they are listed. */
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** Adds those that the arguments may mean, and the names of the others. */
  static void addTo(CommandLine program, Shell shell, String... arguments) {
    boolean any = Arrays.stream(arguments).anyMatch(ALL::containsKey);
    boolean first = any && ALL.containsKey(arguments[0]);
    ALL.forEach(
        (name, entry) -> {
          if (first ? name.equals(arguments[0]) : any) {
            program.addSubcommand(name, entry.make().apply(shell));
          } else {
            program.addSubcommand(name, named(entry.type()));
          }
        });
    // It never runs: it is read as an option of the command it names.
    CommandSpec help = CommandSpec.create();
    help.usageMessage().header("Tell about a command: hostward help COMMAND.");
    program.addSubcommand(Help.NAME, help);
  }

  /** As much of a command as the list of commands tells. */
  private static CommandSpec named(Class<?> type) {
    CommandSpec spec = CommandSpec.create();
    Command command = type.getAnnotation(Command.class);
    if (command != null) {
      spec.usageMessage().header(command.header());
    }
    return spec;
  }
}
