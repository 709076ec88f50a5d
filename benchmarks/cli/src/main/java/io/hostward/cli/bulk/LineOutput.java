package io.hostward.cli.bulk;

import io.hostward.cli.console.Shell;
import picocli.CommandLine.Option;

/** How a run speaks. */
final class LineOutput {
  @Option(
      names = "--json",
      description =
          "Print events as JSON lines on standard output, each with the version of its form; all"
              + " else goes to standard error.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log what is done to standard error, and show where errors come from.")
  private boolean verbose;

  boolean json() {
    return json;
  }

  RunView view(Shell shell) {
    if (json) {
      return new JsonView(shell);
    }
    return shell.terminal().draws()
        ? new TextView(shell, new BlockProgress(shell.err(), shell.terminal().columns()))
        : new TextView(shell, new LineProgress(shell.err()));
  }
}
