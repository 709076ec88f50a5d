package io.hostward.cli;

import picocli.CommandLine.Option;

/** How a command speaks. */
final class OutputOptions {
  @Option(
      names = "--json",
      description = "Print one JSON document on standard output; all else goes to standard error.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log what is done to standard error, and show where errors come from.")
  private boolean verbose;

  boolean json() {
    return json;
  }

  boolean verbose() {
    return verbose;
  }
}
