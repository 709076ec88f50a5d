package io.hostward.cli.trace;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.OutputFile;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.Shell;
import io.hostward.cli.experiment.CommandLines;
import io.hostward.cli.experiment.HeardUpload;
import io.hostward.cli.experiment.ReportOption;
import io.hostward.cli.experiment.TestPlace;
import io.hostward.cli.report.Json;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.site.SiteOptions;
import io.hostward.cli.text.ByteSize;
import io.hostward.experiment.Place;
import io.hostward.experiment.TestUploads;
import io.hostward.experiment.report.RunFacts;
import io.hostward.experiment.trace.Counters;
import io.hostward.experiment.trace.HostEvidence;
import io.hostward.experiment.trace.Observation;
import io.hostward.experiment.trace.ObservationFile;
import io.hostward.experiment.trace.Pause;
import io.hostward.experiment.trace.Round;
import io.hostward.experiment.trace.TraceDocument;
import io.hostward.experiment.trace.TraceSettings;
import io.hostward.experiment.trace.TraceWriter;
import io.hostward.experiment.trace.Tracer;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.net.Printable;
import io.hostward.transfer.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hostward trace}. */
@Command(
    name = "trace",
    abbreviateSynopsis = true,
    header = "Find out which host vCenter relays through.",
    description = {
      "",
      "A test file goes through vCenter and is deleted again. What the hosts' network counters show"
          + " (samples of 20 s, which come some seconds late) is set against what was sent and when."
          + " A host is named where it is 99 %% sure; otherwise it says why it cannot tell. Takes"
          + " half a minute and the time of the file, up to --files times a round.",
      "",
      "The exit code is 1 if no round could tell.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  hostward trace --lab",
      "  hostward trace '[vmstore]' --size 2GiB --remember seen.tsv",
      "  hostward trace '[vmstore] iso' --rounds 10 --report trace.html",
      "  hostward hosts '[vmstore]' --policy vcenter-default,observed=seen.tsv"
    })
public final class TraceCommand implements Callable<Integer> {
  @Option(
      names = "--size",
      paramLabel = "SIZE",
      defaultValue = "512MiB",
      description =
          "The test file's size: enough to stand out of what the hosts receive otherwise. Default:"
              + " ${DEFAULT-VALUE}.")
  private ByteSize size = new ByteSize(0);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How often it is found out. With several, it is also said whether the host stays the same,"
              + " and which of the obvious explanations agree. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--files",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many files a round may send until it can tell. Default: ${DEFAULT-VALUE}.")
  private int files;

  @Option(
      names = "--remember",
      paramLabel = "FILE",
      description = "Keep what was seen in that file, for --policy vcenter-default,observed=FILE.")
  private @Nullable Path remember;

  @Parameters(
      arity = "0..1",
      paramLabel = "DATASTORE",
      description =
          "The datastore's name, with or without brackets, and a folder for the test file that is"
              + " there already: '[vmstore] iso'. Default: GOVC_DATASTORE; vmstore with --lab.")
  private @Nullable String datastore;

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private ReportOption report = new ReportOption();
  @Mixin private SiteOptions site = new SiteOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final Shell shell;

  public TraceCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, InterruptedException {
    CommandFailure.requireRange("--rounds", rounds, 1, 1000);
    CommandFailure.requireRange("--files", files, 1, 100);
    if (size.bytes() < 1) {
      throw CommandFailure.usage("--size is one byte or more");
    }
    report.requireWritable();
    OutputFile.require("--remember", remember);
    Instant startedAt = Instant.now();
    try (OpenSite opened =
        site.open(shell, true, ObservationFile.policies().parse("vcenter-default"))) {
      Place place = TestPlace.of(datastore, site.datastore(shell), opened);
      Optional<Route.Relay> relay = opened.vsphere().relay();
      if (relay.isEmpty()) {
        throw new CommandFailure(
            ExitCode.NO_ROUTE,
            opened.vsphere().describe() + " is a host: there is no vCenter that relays",
            null);
      }
      List<Round> seen = trace(opened, place);
      RunFacts facts = CommandLines.facts(spec, opened.vsphere().describe(), startedAt);
      TraceDocument document = TraceWriter.write(facts, place.datastore(), size.bytes(), seen);
      print(document);
      report.write(document);
      remember(relay.get().vcenter().toString(), seen);
      return document.seen().isEmpty() ? ExitCode.FAILED : ExitCode.OK;
    }
  }

  private List<Round> trace(OpenSite opened, Place place)
      throws IOException, InterruptedException, CommandFailure {
    HeardUpload uploader = new HeardUpload(shell, Optional.of("file of " + size));
    InstantSource clock = InstantSource.system();
    Tracer tracer =
        new Tracer(
            opened.hostward(),
            opened.vsphere(),
            place,
            new TestUploads(
                opened.hostward(), opened.vsphere(), place, "hostward-trace-", uploader),
            Counters.of(opened.vsphere(), place.datastore(), place.datacenter()),
            ObservationFile.policies().parse("vcenter-default"),
            clock,
            pause(clock));
    Consumer<String> progress = line -> shell.err().println("hostward: " + Printable.whole(line));
    try {
      return tracer.run(
          new TraceSettings(size.bytes(), rounds, files, TraceSettings.DEFAULT.patience()),
          progress);
    } catch (InterruptedException e) {
      throw CommandFailure.interrupted();
    }
  }

  /** Ctrl-C ends the waiting for counters; it never interrupts the removal of a file. */
  private Pause pause(InstantSource clock) {
    Pause real = Pause.real(clock);
    return time -> {
      try (Interruption.ThreadInterrupt ignored = shell.interruption().interruptingThisThread()) {
        real.until(time);
      }
    };
  }

  private void print(TraceDocument document) {
    if (output.json()) {
      shell.out().println(Json.write(document));
    } else {
      shell.out().print(TraceText.of(document));
    }
  }

  private void remember(String vcenter, List<Round> seen) throws IOException {
    if (remember == null) {
      return;
    }
    Optional<Round> last =
        seen.stream()
            .filter(round -> round.verdict().carrier().isPresent())
            .reduce((one, other) -> other);
    if (last.isEmpty()) {
      shell.err().println("hostward: nothing is remembered in " + remember);
      return;
    }
    HostEvidence host = last.get().verdict().carrier().orElseThrow();
    DatastoreSnapshot where = last.get().inventory().datastore();
    ObservationFile.remember(
        remember,
        new Observation(
            vcenter,
            where.datacenterPath(),
            where.name(),
            where.id(),
            host.host(),
            host.name(),
            host.probability(),
            last.get().shots().get(0).sending().from()));
    shell.err().println("hostward: remembered in " + remember);
  }
}
