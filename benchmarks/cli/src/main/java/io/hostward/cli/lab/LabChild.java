package io.hostward.cli.lab;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Converters;
import io.hostward.cli.console.Logging;
import io.hostward.cli.console.Signals;
import io.hostward.cli.report.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/**
 * The process of a {@link LabApart}: says in a line how to log in, then for each line that it is
 * told what flowed so far, until its standard input ends.
 */
final class LabChild {
  private LabChild() {}

  /**
   * Runs.
   *
   * @param arguments the options of the lab
   */
  public static void main(String[] arguments) throws IOException {
    System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
    Logging.configure(false);
    // Ctrl-C reaches every process of the terminal. Whoever started this has files to remove here.
    Signals.ignore("INT");
    Signals.ignore("HUP");
    LabOptions options = new LabOptions();
    CommandLine line = new CommandLine(options);
    Converters.register(line);
    line.parseArgs(arguments);
    try (LabRun run = LabRun.start(options, 0, true)) {
      say(LabLogin.of(run));
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        say(run.flows());
      }
    } catch (CommandFailure e) {
      say(Map.of("error", String.valueOf(e.getMessage()), "exitCode", e.exitCode()));
    }
    System.exit(0);
  }

  private static void say(Object what) {
    System.out.println(Json.line(what));
    System.out.flush();
  }
}
