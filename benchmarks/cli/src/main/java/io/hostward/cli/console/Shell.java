package io.hostward.cli.console;

import io.hostward.cli.connect.Connections;
import io.hostward.cli.text.ProgressView;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command gets from outside.
 *
 * @param environment the environment variables
 * @param in standard input
 * @param out standard output: results alone
 * @param err standard error: progress and diagnostics
 * @param terminal the terminal, if there is one
 * @param interruption Ctrl-C
 */
public record Shell(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Terminal terminal,
    Interruption interruption) {
  /** Copies the map. */
  public Shell {
    environment = Map.copyOf(environment);
  }

  /** Returns what this process has. */
  public static Shell ofProcess(Interruption interruption) {
    Map<String, String> environment = System.getenv();
    return new Shell(
        environment,
        System.in,
        System.out,
        System.err,
        Terminal.ofProcess(environment),
        interruption);
  }

  public Connections connections() {
    return new Connections(environment, terminal::askPassword);
  }

  public ProgressView progress() {
    return terminal.draws() ? ProgressView.bar(err, terminal.columns()) : ProgressView.lines(err);
  }
}
