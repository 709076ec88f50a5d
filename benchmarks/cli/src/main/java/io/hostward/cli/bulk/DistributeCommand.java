package io.hostward.cli.bulk;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.BulkRun;
import io.hostward.bulk.BulkRunBuilder;
import io.hostward.bulk.Rehearsal;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.vsphere.VSphereSidecars;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.OutputFile;
import io.hostward.cli.console.Shell;
import io.hostward.cli.experiment.CommandLines;
import io.hostward.cli.experiment.ReportOption;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.site.PolicyChoice;
import io.hostward.cli.site.SiteOptions;
import io.hostward.cli.site.Traffic;
import io.hostward.experiment.distribute.DistributeWriter;
import io.hostward.experiment.distribute.RunRecorder;
import io.hostward.experiment.report.RunFacts;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hostward distribute}. */
@Command(
    name = "distribute",
    header = "Deliver many files to many datastores, and go on where an earlier run ended.",
    customSynopsis = {
      "hostward distribute [OPTIONS] SOURCE... '[DATASTORE] PATH'...",
      "hostward distribute [OPTIONS] --manifest FILE"
    },
    description = {
      "",
      "What is there already is not sent. Every delivery is written into a ledger before and after"
          + " it happens: interrupted, or killed, the same command goes on where it was, and sends"
          + " nothing twice that had arrived. What fails and may pass comes again at the end of the"
          + " queue; what is left at last is listed in a file that --manifest reads.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything that was missing has arrived",
      "1:some failed; the list of failures names them. Or --delete was refused, or failed",
      "2:the command line, an environment variable, a manifest or the ledger is wrong",
      "3:the server cannot be reached, is not trusted, or refuses the login",
      "4:no such datastore",
      "5:nothing to do: everything was there already, and nothing was to be deleted",
      "130:interrupted by Ctrl-C: the same command goes on; 143 by SIGTERM, 129 by SIGHUP"
    },
    footer = {
      "",
      "Examples:",
      "  hostward distribute images '[nfs-*] iso/'",
      "  hostward distribute --exclude '*.tmp' a b.iso '[nfs-1] iso/{name}' '[nfs-2] b/'",
      "  hostward distribute --cluster pool --path 'iso/{path}' --dry-run images",
      "  hostward distribute --manifest deliveries.csv --transfers 32 --bandwidth 200MB",
      "  hostward distribute --delete --max-delete 5%% images '[nfs-*] iso/'",
      "  hostward distribute --report run.html images '[nfs-*] iso/'",
      "  hostward plan --shards 3 --plan plan.jsonl images '[nfs-*] iso/'",
      "  hostward distribute --shard 1/3 --plan plan.jsonl images '[nfs-*] iso/'"
    })
public final class DistributeCommand implements Callable<Integer> {
  @Mixin private WorkOptions work = new WorkOptions();

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description =
          "The ledger, an SQLite file. Default: one for this server, these sources and these targets"
              + " below $XDG_STATE_HOME/hostward or ~/.local/state/hostward.")
  private @Nullable Path ledger;

  @Option(
      names = "--failures",
      paramLabel = "FILE",
      description =
          "Where to list what failed or is left, with reasons, as a manifest. Default: beside the"
              + " ledger.")
  private @Nullable Path failures;

  @Option(
      names = "--dry-run",
      description = "Show what would be sent, copied and left alone, and send nothing.")
  private boolean dryRun;

  @Option(
      names = "--list",
      description = "With --dry-run, show every delivery in a line of its own.")
  private boolean list;

  @Option(
      names = "--checksum",
      description =
          "Compare SHA-256, as far as one is known of what is there. Reads every local file. Without"
              + " it sizes are compared, and the time that a file had when an earlier run with the"
              + " same ledger put it there: what a ledger does not know counts by its size alone.")
  private boolean checksum;

  @Option(
      names = "--checksum-list",
      paramLabel = "NAME",
      description =
          "With --checksum: the name of lists that sha256sum wrote, which stand on the datastores"
              + " beside the files that they list. What one says is believed where no earlier run"
              + " has put the file there.")
  private @Nullable String checksumList;

  @Option(
      names = "--verify",
      paramLabel = "HOW",
      defaultValue = "size",
      description =
          "size: compare sizes of what was sent or copied. sha256: read it back."
              + " Default: ${DEFAULT-VALUE}.")
  private VerificationMode verification = VerificationMode.SIZE;

  @Option(
      names = "--file-by-file",
      description =
          "Have each file appear when it has arrived. By default a folder that is not there yet"
              + " appears as a whole, when all that goes there has arrived, where the datastore moves"
              + " folders (not on vSAN and vVol). What an earlier run has kept for such a folder is"
              + " moved to its place, and not sent again.")
  private boolean fileByFile;

  @Option(names = "--direct-only", description = "Never go through vCenter.")
  private boolean directOnly;

  @Option(names = "--relay-only", description = "Always go through vCenter.")
  private boolean relayOnly;

  @Mixin private PolicyChoice policy = new PolicyChoice();
  @Mixin private LimitOptions limits = new LimitOptions();
  @Mixin private BandwidthOptions bandwidth = new BandwidthOptions();
  @Mixin private CopyOptions copies = new CopyOptions();
  @Mixin private MirrorOptions mirror = new MirrorOptions();
  @Mixin private ShardOptions shards = new ShardOptions();
  @Mixin private LineOutput output = new LineOutput();
  @Mixin private ReportOption report = new ReportOption();
  @Mixin private SiteOptions site = new SiteOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Shell shell;

  public DistributeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure {
    work.check();
    limits.check();
    copies.check();
    mirror.check(work, shell, dryRun);
    if (list && !dryRun) {
      throw CommandFailure.usage("--list goes with --dry-run");
    }
    if (dryRun && report.isWished()) {
      throw CommandFailure.usage("--report tells what a run came to: leave out --dry-run");
    }
    report.requireWritable();
    OutputFile.require("--failures", failures);
    if (checksumList != null && (!checksum || checksumList.matches(".*/.*|"))) {
      throw CommandFailure.usage(
          "--checksum-list goes with --checksum, and is a file's name without folders");
    }
    RoutePreference routes = routes();
    Optional<ShardOptions.Chosen> share = shards.chosen();
    Traffic traffic = new Traffic(limits.transfers(), bandwidth.bandwidth());
    try (OpenSite opened = site.open(shell, false, policy.policy(), traffic);
        Workers workers = new Workers(limits.transfers());
        Interruption.ThreadInterrupt ignored = shell.interruption().interruptingThisThread()) {
      WorkOptions.Work todo = work.work(shell, opened);
      Path file = ledger(opened, todo);
      Site on = new Site(opened, policy.policy(), workers, shell.err()::println);
      BulkRunBuilder run =
          on.run(verification, request -> request.over(routes).verifiedBy(verification))
              .ledger(file)
              .comparison(checksum ? Comparison.CHECKSUM : Comparison.SIZE)
              .limits(limits.limits())
              .retries(limits.retries())
              .wholeFolders(!fileByFile)
              .datastores(todo.everywhere());
      copies.apply(run);
      if (mirror.isWished()) {
        run.mirror(mirror.settings(opened, work, todo, Optional.ofNullable(checksumList)));
      }
      if (checksumList != null) {
        run.sidecars(new VSphereSidecars(opened.hostward().files(), checksumList));
      }
      share.ifPresent(
          chosen ->
              run.shard(chosen.plan(), chosen.number())
                  .limits(limits.limits(chosen.plan().limits())));
      return dryRun ? rehearse(run, todo) : run(run, todo, file, opened);
    } catch (IOException e) {
      throw Site.failure(e);
    }
  }

  private int rehearse(BulkRunBuilder run, WorkOptions.Work todo)
      throws IOException, CommandFailure {
    RehearsalView view = new RehearsalView(shell, output.json(), list);
    Rehearsal rehearsal = built(run).rehearse(todo.deliveries(), view::planned, view::gone);
    return view.print(rehearsal, todo.everywhere());
  }

  private int run(BulkRunBuilder run, WorkOptions.Work todo, Path file, OpenSite opened)
      throws IOException, CommandFailure {
    Path failed = failures == null ? Path.of(file + ".failures.csv") : failures;
    Instant startedAt = Instant.now();
    RunRecorder recorder = new RunRecorder();
    try (RunView view =
        report.isWished() ? new ReportedView(output.view(shell), recorder) : output.view(shell)) {
      view.begins(file);
      BulkReport came =
          built(run.failures(failed).listener(view).progress(view.interval(), view::progress))
              .run(todo.deliveries());
      int exitCode = view.ended(new RunEnd(came, file, failed));
      RunFacts facts = CommandLines.facts(spec, opened.vsphere().describe(), startedAt);
      report.write(DistributeWriter.write(facts, recorder, came, file, failed));
      return exitCode;
    }
  }

  private static BulkRun built(BulkRunBuilder run) throws CommandFailure {
    try {
      return run.build();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private Path ledger(OpenSite opened, WorkOptions.Work todo) throws CommandFailure {
    if (ledger != null) {
      return ledger.toAbsolutePath().normalize();
    }
    List<String> words = new ArrayList<>(List.of(opened.server(), shards.words()));
    words.addAll(todo.words());
    return LedgerPlace.of(shell.environment(), words);
  }

  private RoutePreference routes() throws CommandFailure {
    if (directOnly && relayOnly) {
      throw CommandFailure.usage("--direct-only and --relay-only leave no route: choose one");
    }
    return directOnly
        ? RoutePreference.DIRECT_ONLY
        : relayOnly ? RoutePreference.RELAY_ONLY : RoutePreference.DIRECT_THEN_RELAY;
  }
}
