package io.hostward.cli.console;

import picocli.CommandLine.Option;

/** How a command speaks. */
public final class OutputOptions {
  @Option(
      names = "--json",
      description = "Print one JSON document on standard output; all else goes to standard error.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log what is done to standard error, and show where errors come from.")
  private boolean verbose;

  public boolean json() {
    return json;
  }

  public boolean verbose() {
    return verbose;
  }
}
