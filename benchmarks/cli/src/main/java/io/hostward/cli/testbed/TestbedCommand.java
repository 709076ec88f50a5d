package io.hostward.cli.testbed;

import io.hostward.cli.console.Shell;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hostward testbed}. */
@Command(
    name = "testbed",
    header = "The experiment of 2013: hosts as network namespaces, links of a given speed.",
    description = {
      "",
      "A client, a vCenter and ESXi hosts on this machine, each in a network namespace of its own"
          + " with one link to a switch: a file is copied through vCenter and then by Hostward, while"
          + " the kernel's meters tell which interface carried it. Linux alone, as root, with ip and"
          + " tc. The machine's own network is not touched.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Examples:", "  sudo hostward testbed run", "  sudo hostward testbed up"})
public final class TestbedCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private TestbedCommand() {}

  /** Returns the command with its own commands. */
  public static CommandLine of(Shell shell) {
    return new CommandLine(new TestbedCommand())
        .addSubcommand(new UpCommand(shell))
        .addSubcommand(new RunCommand(shell))
        .addSubcommand(new DownCommand(shell));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name a command of testbed: "
            + String.join(", ", spec.commandLine().getSubcommands().keySet()));
  }
}
