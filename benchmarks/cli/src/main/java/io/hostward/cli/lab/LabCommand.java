package io.hostward.cli.lab;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.Shell;
import io.hostward.cli.report.Documents;
import io.hostward.cli.report.Json;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hostward lab}. */
@Command(
    name = "lab",
    abbreviateSynopsis = true,
    header = "Run a simulated vCenter with ESXi hosts until Ctrl-C.",
    description = {
      "",
      "The lab listens on real TLS sockets: the vCenter on 127.0.0.10, the hosts from 127.0.0.171"
          + " on. It prints how to log in with any client of vSphere, and at the end, on standard error, what"
          + " calls came to the vCenter.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  hostward lab",
      "  hostward lab --hosts 8 --relay-rate 100MB --discard",
      "  sudo hostward lab --port 443"
    })
public final class LabCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "The port of the vCenter and of every host, each of which has an address of its own; 0"
              + " for free ones. With 443 clients need no --resolve, but you must be allowed to"
              + " listen there. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Mixin private LabOptions lab = new LabOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Shell shell;

  public LabCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    CommandFailure.requireRange("--port", port, 0, 65_535);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Interruption.Registration ignored =
            shell.interruption().onInterrupt(interrupted::countDown);
        LabRun run = LabRun.start(lab, port, false);
        LabCertificates certificates = LabCertificates.write(run.lab())) {
      Documents.Lab document = LabAccess.document(run, certificates.file());
      if (output.json()) {
        shell.out().println(Json.write(document));
      } else {
        LabAccess.print(shell.out(), document, port);
      }
      shell.out().flush();
      interrupted.await();
      LabAccess.printCalls(shell.err(), run.calls());
      return ExitCode.INTERRUPTED;
    }
  }
}
