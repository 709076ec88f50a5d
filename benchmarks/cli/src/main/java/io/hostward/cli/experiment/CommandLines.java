package io.hostward.cli.experiment;

import io.hostward.experiment.report.RunFacts;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** What a report says of the command that made it. */
public final class CommandLines {
  private CommandLines() {}

  /**
   * Returns the facts of this run.
   *
   * @param command the subcommand that runs
   * @param server what it was done against
   */
  public static RunFacts facts(CommandSpec command, String server, Instant startedAt) {
    List<String> words = command.root().commandLine().getParseResult().originalArgs();
    String[] version = command.root().versionProvider() == null ? new String[0] : version(command);
    return RunFacts.of(words, String.join(" ", version), server, startedAt);
  }

  private static String[] version(CommandSpec command) {
    try {
      return command.root().versionProvider().getVersion();
    } catch (Exception e) {
      return new String[0];
    }
  }
}
