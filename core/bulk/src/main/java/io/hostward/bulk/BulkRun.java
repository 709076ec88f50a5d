package io.hostward.bulk;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.ledger.Ledger;
import io.hostward.bulk.mirror.Fate;
import io.hostward.bulk.mirror.MirrorReport;
import io.hostward.bulk.mirror.MirrorSettings;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.CopyRule;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.plan.Sidecars;
import io.hostward.bulk.plan.Verdict;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.DeliveryOutcome;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.Alarm;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.schedule.Schedule;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.schedule.ScheduleSettings;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.source.Sources;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Delivers many files to many datastores: compares, writes down, sends what is missing, and
 * reports. The same again, after a kill or a failure, goes on where it was. May be run several
 * times, once at a time for each ledger; safe for use by many threads.
 *
 * <p>Nothing is sent before all is planned, so that a manifest that is wrong in its last line, or a
 * link that is refused, has moved nothing.
 */
public final class BulkRun {
  private static final MirrorReport SHARED =
      MirrorReport.refused(
          "several shards deliver to one of the datastores, and none knows what the others do");

  private final Path ledger;
  private final Sources sources;
  private final Listings listings;
  private final Carrier carrier;
  private final Comparison comparison;
  private final ScheduleLimits limits;
  private final RetryRule retries;
  private final CopyLimits copies;
  private final long copiedFrom;
  private final Map<String, Set<String>> hosts;
  private final @Nullable ShardPlan shards;
  private final int shard;
  private final boolean wholeFolders;
  private final @Nullable MirrorSettings mirror;
  private final Sidecars sidecars;
  private final @Nullable Path failures;
  private final @Nullable Consumer<DeliveryOutcome> outcomes;
  private final BulkListener listener;
  private final InstantSource clock;
  private final Duration progressEvery;
  private final Consumer<RunProgress> progress;

  BulkRun(BulkRunBuilder settings) {
    ledger = Objects.requireNonNull(settings.ledger, "ledger");
    sources = settings.sources;
    listings = Objects.requireNonNull(settings.listings, "listings");
    carrier = Objects.requireNonNull(settings.carrier, "carrier");
    comparison = settings.comparison;
    limits = settings.limits;
    retries = settings.rule;
    copies = settings.copies;
    copiedFrom = settings.copiedFrom;
    hosts = new HashMap<>(settings.hosts);
    shards = settings.shards;
    shard = settings.shard;
    wholeFolders = settings.wholeFolders;
    mirror = settings.mirror;
    sidecars = settings.sidecars;
    failures = settings.failures;
    outcomes = settings.outcomes;
    listener = settings.listener;
    clock = settings.clock;
    progressEvery = settings.progressEvery;
    progress = settings.progress;
  }

  /** Returns a builder with the defaults. */
  public static BulkRunBuilder builder() {
    return new BulkRunBuilder();
  }

  /**
   * Runs to the end. An interrupt of the calling thread breaks off what is under way, which is left
   * for the next run; the report says so, and the thread's interrupt is set again. While it is
   * still planned, an interrupt ends it with {@link InterruptedIOException}.
   *
   * @throws IOException if what is to be delivered cannot be listed, or the ledger cannot be read
   *     or written, or another run has it
   */
  public BulkReport run(Deliveries deliveries) throws IOException {
    Findings findings = new Findings();
    try (Ledger open = Ledger.open(ledger, clock)) {
      PlanTotals totals = record(open, deliveries, findings, this::tellRefused);
      open.discardAbandoned(carrier);
      Optional<Mirroring> mirroring = mirroring();
      RunReport report = deliver(open, mirroring.isPresent() ? mirroring.get() : listener);
      boolean whole = findings.unreadable() == 0 || report.status() == RunStatus.INTERRUPTED;
      RunStatus status = whole ? report.status() : RunStatus.SOME_FAILED;
      Optional<MirrorReport> deletions = delete(mirroring, open, report, findings.unreadable());
      if (deletions.isPresent()) {
        status = Mirroring.status(status, deletions.get());
      }
      open.end(status);
      if (mirroring.isPresent()) {
        mirroring.get().ended(status);
      }
      if (outcomes != null) {
        open.outcomes(outcomes);
      }
      long rows = failures == null ? 0 : open.writeFailures(failures);
      return new BulkReport(
          status, totals, report, findings.first(), findings.unreadable(), rows, deletions);
    }
  }

  private void tellRefused(Planned planned) {
    if (planned.verdict() == Verdict.UNREADABLE) {
      Delivery delivery = planned.delivery();
      listener.heard(
          new BulkEvent.SourceRefused(
              clock.instant(), delivery.source().location(), delivery.target(), planned.problem()));
    }
  }

  private Optional<Mirroring> mirroring() {
    return Optional.ofNullable(mirror)
        .flatMap(all -> Mirroring.share(all, shards, shard))
        .map(own -> new Mirroring(own, sources, listings, listener, clock));
  }

  private Optional<MirrorReport> delete(
      Optional<Mirroring> mirroring, Ledger open, RunReport report, long unreadable)
      throws IOException {
    if (mirroring.isPresent()) {
      return Optional.of(mirroring.get().run(open, report, unreadable));
    }
    return mirror == null ? Optional.empty() : Optional.of(SHARED);
  }

  /**
   * Finds out what a run would do, and does nothing: no file is sent, and the ledger stays as it
   * is. Memory does not grow with the number of deliveries.
   *
   * @param each hears of every delivery
   * @throws IOException as {@link #run}
   */
  public Rehearsal rehearse(Deliveries deliveries, Consumer<Planned> each) throws IOException {
    return rehearse(deliveries, each, fate -> {});
  }

  /**
   * The same, for a run that deletes.
   *
   * @param each hears of every delivery
   * @param gone hears of every file that would be deleted, or left alone
   * @throws IOException as {@link #run}
   */
  public Rehearsal rehearse(Deliveries deliveries, Consumer<Planned> each, Consumer<Fate> gone)
      throws IOException {
    Findings findings = new Findings();
    try (Ledger copy = Ledger.rehearsal(ledger, clock)) {
      Map<String, PlanTotals> datastores = new TreeMap<>();
      PlanTotals totals =
          record(
              copy,
              deliveries,
              findings,
              planned -> {
                datastores
                    .computeIfAbsent(
                        planned.delivery().target().datastore(), name -> new PlanTotals())
                    .add(planned);
                each.accept(planned);
              });
      Optional<MirrorReport> deletions =
          mirroring().map(mirroring -> mirroring.rehearse(copy, gone));
      if (deletions.isEmpty() && mirror != null) {
        deletions = Optional.of(SHARED);
      }
      return new Rehearsal(
          totals, datastores, copy.rate(), findings.first(), findings.unreadable(), deletions);
    }
  }

  private PlanTotals record(
      Ledger open, Deliveries deliveries, Findings findings, Consumer<Planned> each)
      throws IOException {
    try (Stream<Delivery> found = deliveries.open(findings::add);
        Stream<Planned> plan =
            new Planner(sources, listings, sidecars.after(open.contents()), comparison, rule())
                .withWholeFolders(this::mayAppearWhole)
                .plan(ours(found))) {
      return open.record(
          plan.peek(
              planned -> {
                refuseInterrupt();
                each.accept(planned);
              }));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  // The shards that a datastore is split among would each have its folders appear by themselves.
  private boolean mayAppearWhole(String datastore) {
    return wholeFolders && (shards == null || !shards.isSplit(datastore));
  }

  private CopyRule rule() {
    return copiedFrom == 0 ? CopyRule.NONE : new CopyRule(copiedFrom, hosts);
  }

  // What an interrupt broke off looks like a failure of every file after it.
  private static void refuseInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted while it was planned; nothing was sent"));
    }
  }

  private Stream<Delivery> ours(Stream<Delivery> all) {
    ShardPlan plan = shards;
    return plan == null ? all : all.filter(delivery -> plan.owner(delivery.target()) == shard);
  }

  private RunReport deliver(Ledger open, BulkListener hearing) throws IOException {
    ScheduledExecutorService desk =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "hostward-bulk");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Schedule schedule =
          new Schedule(
              open.backlog(),
              open.journal(),
              carrier,
              new ScheduleSettings(
                  limits,
                  retries,
                  copies,
                  hosts,
                  shards == null ? Map.of() : shards.share(shard).datastores(),
                  shards == null ? Optional.empty() : Optional.of(shards.share(shard).hosts()),
                  hearing,
                  clock,
                  Alarm.of(desk),
                  desk));
      CompletableFuture<RunReport> end = schedule.run();
      var unused =
          desk.scheduleAtFixedRate(
              () -> schedule.progress().thenAccept(progress),
              progressEvery.toNanos(),
              progressEvery.toNanos(),
              TimeUnit.NANOSECONDS);
      return await(schedule, end);
    } finally {
      desk.shutdownNow();
    }
  }

  private static RunReport await(Schedule schedule, CompletableFuture<RunReport> end)
      throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return end.get();
        } catch (InterruptedException e) {
          interrupted = true;
          schedule.interrupt();
        }
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException failure
          ? failure
          : new IOException("the run broke down: " + cause, cause);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
