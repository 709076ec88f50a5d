package io.hostward.cli;

import io.hostward.cli.console.ExitCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** What commands tell of themselves. */
final class Help {
  /** The command that asks for it. */
  static final String NAME = "help";

  private Help() {}

  /**
   * Returns {@code help COMMAND} as {@code COMMAND --help}, and other arguments as they are. What
   * is no command is left to be refused as such.
   */
  static String[] asOptions(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals(NAME)) {
      return arguments;
    }
    List<String> meant = new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length));
    meant.removeIf(word -> word.equals(NAME));
    boolean unknown = !meant.isEmpty() && !Commands.names().contains(meant.get(0));
    if (!unknown && !meant.contains("--help")) {
      meant.add("--help");
    }
    return meant.toArray(String[]::new);
  }

  /** Has a command tell the exit codes, unless it tells its own. */
  static void addExitCodes(CommandSpec command) {
    if (command.usageMessage().exitCodeList().isEmpty()) {
      command
          .usageMessage()
          .exitCodeListHeading("%nExit codes:%n")
          .exitCodeList(ExitCodes.meanings());
    }
  }
}
