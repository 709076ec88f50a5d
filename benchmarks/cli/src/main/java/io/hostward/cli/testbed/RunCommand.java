package io.hostward.cli.testbed;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.Shell;
import io.hostward.cli.experiment.CommandLines;
import io.hostward.cli.experiment.ReportOption;
import io.hostward.cli.report.Json;
import io.hostward.cli.text.ByteSize;
import io.hostward.experiment.report.RunFacts;
import io.hostward.experiment.testbed.CopiesDocument;
import io.hostward.experiment.testbed.Copy;
import io.hostward.experiment.testbed.RunningTestbed;
import io.hostward.experiment.testbed.Testbed;
import io.hostward.experiment.testbed.TestbedException;
import io.hostward.experiment.testbed.TwoCopies;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hostward testbed run}. */
@Command(
    name = "run",
    header = "Make the two copies of 2013 and read the meters.",
    description = {
      "",
      "A file is copied to the local datastore of ESX3 and to the datastore that all hosts share,"
          + " each time through vCenter, in place, as the tools of 2013 did, and then as Hostward"
          + " does. Each copy is made by a process in the client's namespace; the meters are the"
          + " kernel's counters of every node's interface. A small file goes each way before and is"
          + " not counted. Without a testbed that is up one is set up for the run.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sudo hostward testbed run",
      "  sudo hostward testbed run --size 3GB --rounds 3 --json > run.json",
      "  sudo hostward testbed run --report testbed.html",
      "  sudo hostward testbed run --vcenter-link 1Gbit --far none"
    })
final class RunCommand implements Callable<Integer> {
  private static final String SERVER = "lab vCenter and hosts in network namespaces";

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      defaultValue = "256MiB",
      description = "The file's size, 1 MiB or more. Default: ${DEFAULT-VALUE}.")
  private ByteSize size = new ByteSize(0);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each copy is made each way. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Mixin private TestbedOptions options = new TestbedOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ReportOption report = new ReportOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final Shell shell;

  RunCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    CommandFailure.requireRange("--rounds", rounds, 1, 1000);
    if (size.bytes() < 1 << 20) {
      throw CommandFailure.usage("--size is 1 MiB or more, was: " + size);
    }
    report.requireWritable();
    try (Interruption.ThreadInterrupt ignored = shell.interruption().interruptingThisThread()) {
      Optional<RunningTestbed> found = RunningTestbed.find();
      if (found.isPresent()) {
        refuseOptions();
        return measure(found.get());
      }
      try (Testbed own = Made.up(options.plan())) {
        return measure(own.running());
      }
    } catch (TestbedException e) {
      throw Made.failure(e);
    }
  }

  private void refuseOptions() throws CommandFailure {
    if (options.given()) {
      throw CommandFailure.usage(
          "a testbed is up already, and is measured as it is: leave out the options that describe"
              + " one, or end it: hostward testbed down");
    }
  }

  private int measure(RunningTestbed testbed) throws IOException, InterruptedException {
    Instant startedAt = Instant.now();
    List<Copy> copies =
        new TwoCopies(testbed, ClientProcess.class.getName())
            .run(size.bytes(), rounds, copy -> shell.err().println(TestbedWords.line(copy)));
    RunFacts facts = CommandLines.facts(spec, SERVER, startedAt);
    CopiesDocument document =
        CopiesDocument.of(facts, testbed.plan(), size.bytes(), rounds, copies);
    if (output.json()) {
      shell.out().println(Json.write(document));
    } else {
      TestbedWords.print(shell.out(), document);
    }
    report.write(document);
    return document.ok() ? ExitCode.OK : ExitCode.FAILED;
  }
}
