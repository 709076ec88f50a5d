package io.hostward.cli.testbed;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.Shell;
import io.hostward.cli.report.Json;
import io.hostward.experiment.testbed.RunningTestbed;
import io.hostward.experiment.testbed.Testbed;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hostward testbed up}. */
@Command(
    name = "up",
    header = "Set the testbed up, until Ctrl-C, and print how to enter it.",
    description = {
      "",
      "Every host has a local datastore, ESX1-local and so on, and all of them mount vmstore. Files"
          + " are not kept, only their names and sizes, so that no disk is measured. The far site's"
          + " delay is made by the process of its host: bytes are handed on later, by half of the"
          + " round trip, and not more slowly.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sudo hostward testbed up",
      "  sudo hostward testbed up --host-link 10Gbit --vcenter-link 1Gbit --far none"
    })
final class UpCommand implements Callable<Integer> {
  @Mixin private TestbedOptions options = new TestbedOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Shell shell;

  UpCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Interruption.Registration ignored =
            shell.interruption().onInterrupt(interrupted::countDown);
        Testbed testbed = setUp()) {
      RunningTestbed running = testbed.running();
      if (output.json()) {
        shell.out().println(Json.write(TestbedDocument.Up.of(running)));
      } else {
        TestbedWords.print(shell.out(), TestbedDocument.Up.of(running));
      }
      shell.out().flush();
      interrupted.await();
    }
    return ExitCode.INTERRUPTED;
  }

  private Testbed setUp() throws CommandFailure, IOException, InterruptedException {
    try (Interruption.ThreadInterrupt ignored = shell.interruption().interruptingThisThread()) {
      return Made.up(options.plan());
    }
  }
}
