package io.hostward.cli.testbed;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.Shell;
import io.hostward.cli.report.Json;
import io.hostward.experiment.testbed.Testbed;
import io.hostward.experiment.testbed.TestbedException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hostward testbed down}. */
@Command(
    name = "down",
    header = "Take down the testbed of another process, or what a killed one left.",
    footer = {"", "Example:", "  sudo hostward testbed down"})
final class DownCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  private final Shell shell;

  DownCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    List<String> done;
    try {
      done = Testbed.down();
    } catch (TestbedException e) {
      throw Made.failure(e);
    }
    if (output.json()) {
      shell.out().println(Json.write(new TestbedDocument.Down(done)));
    } else if (done.isEmpty()) {
      shell.out().println("There is no testbed.");
    } else {
      done.forEach(shell.out()::println);
    }
    return ExitCode.OK;
  }
}
