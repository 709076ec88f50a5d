package io.hostward.peers;

import java.time.Clock;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code peers} command. */
@Command(
    name = "peers",
    mixinStandardHelpOptions = true,
    header = "What does an upload cost, beside other people's programs?",
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /**
   * Runs a command within this process.
   *
   * @return zero if every client that is there sent everything
   */
  public static int run(String... arguments) {
    Invocation invocation = new Invocation(List.of(arguments), Clock.systemDefaultZone());
    return new CommandLine(new Main())
        .addSubcommand(new TransfersCommand(invocation))
        .addSubcommand(new StartupCommand(invocation))
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
