package io.hostward.bulk;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.ledger.Ledger;
import io.hostward.bulk.mirror.Fate;
import io.hostward.bulk.mirror.MirrorReport;
import io.hostward.bulk.mirror.MirrorSettings;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Verdict;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.DeliveryOutcome;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.source.Sources;
import io.hostward.bulk.target.DatastoreNames;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
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
  private final OwnShard shard;
  private final Recording recording;
  private final Delivering delivering;
  private final @Nullable MirrorSettings mirror;
  private final @Nullable Path failures;
  private final @Nullable Consumer<DeliveryOutcome> outcomes;
  private final BulkListener listener;
  private final InstantSource clock;

  BulkRun(BulkRunBuilder settings) {
    ledger = Objects.requireNonNull(settings.ledger, "ledger");
    sources = settings.sources;
    listings = Objects.requireNonNull(settings.listings, "listings");
    carrier = Objects.requireNonNull(settings.carrier, "carrier");
    Map<String, Set<String>> hosts = new HashMap<>();
    settings.datastores.forEach((name, datastore) -> hosts.put(name, datastore.hosts()));
    DatastoreNames names = DatastoreNames.of(settings.datastores.values());
    shard = OwnShard.of(settings, names);
    recording = new Recording(settings, listings, names, hosts, shard);
    delivering = new Delivering(settings, carrier, hosts, shard);
    mirror = settings.mirror == null ? null : Mirroring.named(settings.mirror, names);
    failures = settings.failures;
    outcomes = settings.outcomes;
    listener = settings.listener;
    clock = settings.clock;
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
      PlanTotals totals = recording.record(open, deliveries, findings, this::tellRefused);
      open.discardAbandoned(carrier);
      Optional<Mirroring> mirroring = mirroring();
      RunReport report =
          delivering.deliver(open, mirroring.isPresent() ? mirroring.get() : listener);
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
        .flatMap(all -> Mirroring.share(all, shard.plan().orElse(null), shard.number()))
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
          recording.record(
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
}
