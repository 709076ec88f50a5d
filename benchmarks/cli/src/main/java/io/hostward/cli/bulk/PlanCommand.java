package io.hostward.cli.bulk;

import io.hostward.bulk.Rehearsal;
import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.plan.Verdict;
import io.hostward.bulk.shard.CallLoad;
import io.hostward.bulk.shard.Load;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Interruption;
import io.hostward.cli.console.OutputFile;
import io.hostward.cli.console.OutputOptions;
import io.hostward.cli.console.Shell;
import io.hostward.cli.report.Json;
import io.hostward.cli.site.OpenSite;
import io.hostward.cli.site.PolicyChoice;
import io.hostward.cli.site.SiteOptions;
import io.hostward.net.Printable;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hostward plan}. */
@Command(
    name = "plan",
    header = "Divide a distribution among several machines.",
    customSynopsis = {
      "hostward plan --shards N --plan FILE [OPTIONS] SOURCE... '[DATASTORE] PATH'...",
      "hostward plan --shards N --plan FILE [OPTIONS] --manifest FILE"
    },
    description = {
      "",
      "Compares as distribute does, sends nothing, and writes down which share owns which datastore"
          + " and which host, so that the limits per host and per datastore hold for all machines"
          + " together. Each then runs: hostward distribute --shard I/N --plan FILE, with the same"
          + " sources and targets.",
      ""
    })
public final class PlanCommand implements Callable<Integer> {
  @Option(
      names = "--shards",
      required = true,
      paramLabel = "N",
      description = "Into how many shares.")
  private int shards;

  @Option(
      names = "--plan",
      required = true,
      paramLabel = "FILE",
      description = "The plan file, to be written.")
  private Path plan = Path.of("");

  @Mixin private WorkOptions work = new WorkOptions();
  @Mixin private PolicyChoice policy = new PolicyChoice();
  @Mixin private LimitOptions limits = new LimitOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private SiteOptions site = new SiteOptions();

  private final Shell shell;

  public PlanCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CommandFailure {
    CommandFailure.requireRange("--shards", shards, 1, 10_000);
    work.check();
    limits.check();
    OutputFile.require("--plan", plan);
    try (OpenSite opened = site.open(shell, false, policy.policy());
        Workers workers = new Workers(1);
        Interruption.ThreadInterrupt ignored = shell.interruption().interruptingThisThread()) {
      WorkOptions.Work todo = work.work(shell, opened);
      AtomicLong whole = new AtomicLong();
      Rehearsal rehearsal =
          new Site(opened, policy.policy(), workers, shell.err()::println)
              .run(VerificationMode.SIZE, request -> request)
              .ledger(plan.resolveSibling(plan.getFileName() + ".none"))
              .datastores(todo.everywhere())
              .build()
              .rehearse(
                  todo.deliveries(),
                  planned -> {
                    if (planned.verdict().isOpen() && planned.folder().isPresent()) {
                      whole.incrementAndGet();
                    }
                  });
      ShardPlan divided =
          ShardPlan.divide(shards, loads(rehearsal, todo.everywhere()), limits.shardLimits());
      divided.write(plan);
      print(divided, rehearsal.totals());
      warn(rehearsal.totals(), whole.get());
      return whole(rehearsal) ? ExitCode.OK : ExitCode.FAILED;
    } catch (IOException e) {
      throw Site.failure(e);
    }
  }

  /**
   * A plan is not whole if something could not be looked at: who runs it would not hear of that.
   */
  private boolean whole(Rehearsal rehearsal) {
    for (PassedOver found : rehearsal.passedOver()) {
      shell.err().println("passed over " + Printable.whole(found.toString()));
    }
    long unread = rehearsal.unreadable() + rehearsal.totals().of(Verdict.UNREADABLE).deliveries();
    if (unread > 0) {
      shell
          .err()
          .println(
              "hostward: "
                  + Printable.count(unread, "file or folder", "files or folders")
                  + " could not be read, and the plan is without them; hostward distribute"
                  + " --dry-run --list names each");
    }
    return unread == 0;
  }

  private void warn(PlanTotals totals, long whole) {
    double answered = limits.limits().callsPerSecond();
    new CallLoad(
            totals.open().deliveries(),
            whole,
            totals.open().bytes(),
            shards,
            answered > 0 ? answered : CallLoad.ANSWERED)
        .warning()
        .ifPresent(words -> shell.err().println("hostward: " + words));
  }

  private static List<Load> loads(Rehearsal rehearsal, List<DatastoreInfo> datastores) {
    Map<String, DatastoreInfo> known =
        datastores.stream().collect(Collectors.toMap(DatastoreInfo::name, Function.identity()));
    List<Load> loads = new ArrayList<>();
    rehearsal
        .datastores()
        .forEach(
            (name, totals) ->
                loads.add(
                    new Load(
                        known.getOrDefault(
                            name, new DatastoreInfo(name, java.util.Optional.empty(), Set.of())),
                        totals.open().deliveries(),
                        totals.open().bytes())));
    return loads;
  }

  private void print(ShardPlan divided, PlanTotals totals) {
    if (output.json()) {
      shell
          .out()
          .println(
              Json.write(
                  Map.of(
                      "plan", plan.toString(),
                      "shards", divided.shards(),
                      "open", totals.open())));
      return;
    }
    shell
        .out()
        .println(
            Printable.whole(
                plan
                    + ": "
                    + RunWords.files(totals.open().deliveries(), totals.open().bytes())
                    + " to deliver, in "
                    + divided.shards()
                    + " shares"));
    for (int shard = 0; shard < divided.shards(); shard++) {
      if (divided.share(shard).datastores().isEmpty()) {
        continue;
      }
      shell
          .out()
          .println(
              Printable.whole(
                  "  "
                      + (shard + 1)
                      + "/"
                      + divided.shards()
                      + ": "
                      + String.join(
                          ", ",
                          divided.share(shard).datastores().keySet().stream().sorted().toList())));
    }
  }
}
