package io.hostward.bulk;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.ledger.Ledger;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.schedule.Alarm;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.schedule.Schedule;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.schedule.ScheduleSettings;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.inventory.SteadyClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
  private final Path ledger;
  private final Listings listings;
  private final Carrier carrier;
  private final Comparison comparison;
  private final ScheduleLimits limits;
  private final RetryRule rule;
  private final Map<String, Set<String>> hosts;
  private final @Nullable ShardPlan shards;
  private final int shard;
  private final @Nullable Path failures;
  private final BulkListener listener;
  private final InstantSource clock;

  private BulkRun(Builder settings) {
    ledger = Objects.requireNonNull(settings.ledger, "ledger");
    listings = Objects.requireNonNull(settings.listings, "listings");
    carrier = Objects.requireNonNull(settings.carrier, "carrier");
    comparison = settings.comparison;
    limits = settings.limits;
    rule = settings.rule;
    hosts = new HashMap<>(settings.hosts);
    shards = settings.shards;
    shard = settings.shard;
    failures = settings.failures;
    listener = settings.listener;
    clock = settings.clock;
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Runs to the end. An interrupt of the calling thread breaks off what is under way, which is left
   * for the next run; the report says so, and the thread's interrupt is set again.
   *
   * @throws IOException if what is to be delivered cannot be listed, or the ledger cannot be read
   *     or written, or another run has it
   */
  public BulkReport run(Deliveries deliveries) throws IOException {
    Findings findings = new Findings();
    try (Ledger open = Ledger.open(ledger, clock)) {
      try (Stream<Delivery> found = deliveries.open(findings::add);
          Stream<Planned> plan =
              new Planner(listings, open.contents(), comparison).plan(ours(found))) {
        open.record(plan);
      } catch (java.io.UncheckedIOException e) {
        throw e.getCause();
      }
      RunReport report = deliver(open);
      boolean whole = findings.unreadable() == 0 || report.status() == RunStatus.INTERRUPTED;
      RunStatus status = whole ? report.status() : RunStatus.SOME_FAILED;
      open.end(status);
      long rows = failures == null ? 0 : open.writeFailures(failures);
      return new BulkReport(status, report, findings.first(), findings.unreadable(), rows);
    }
  }

  private Stream<Delivery> ours(Stream<Delivery> all) {
    ShardPlan plan = shards;
    return plan == null ? all : all.filter(delivery -> plan.owner(delivery.target()) == shard);
  }

  private RunReport deliver(Ledger open) throws IOException {
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
                  rule,
                  hosts,
                  shards == null ? Map.of() : shards.share(shard).datastores(),
                  shards == null ? Optional.empty() : Optional.of(shards.share(shard).hosts()),
                  listener,
                  SteadyClock.of(clock),
                  Alarm.of(desk),
                  desk));
      return await(schedule, schedule.run());
    } finally {
      desk.shutdown();
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

  /** Settings of a {@link BulkRun}. Not for use by several threads; what it builds is. */
  public static final class Builder {
    private @Nullable Path ledger;
    private @Nullable Listings listings;
    private @Nullable Carrier carrier;
    private Comparison comparison = Comparison.SIZE;
    private ScheduleLimits limits = ScheduleLimits.DEFAULT;
    private RetryRule rule = RetryRule.DEFAULT;
    private final Map<String, Set<String>> hosts = new HashMap<>();
    private @Nullable ShardPlan shards;
    private int shard;
    private @Nullable Path failures;
    private BulkListener listener = event -> {};
    private InstantSource clock = InstantSource.system();

    private Builder() {}

    /** The ledger's file, made if it is not there. Required. */
    public Builder ledger(Path file) {
      ledger = file;
      return this;
    }

    /** What tells what is on datastores. Required. */
    public Builder listings(Listings newListings) {
      listings = newListings;
      return this;
    }

    /** What carries deliveries out. Required. */
    public Builder carrier(Carrier newCarrier) {
      carrier = newCarrier;
      return this;
    }

    /** What counts as being there already: its size, by default. */
    public Builder comparison(Comparison newComparison) {
      comparison = newComparison;
      return this;
    }

    /** How much at once. {@link ScheduleLimits#DEFAULT} by default. */
    public Builder limits(ScheduleLimits newLimits) {
      limits = newLimits;
      return this;
    }

    /** What comes again. {@link RetryRule#DEFAULT} by default. */
    public Builder retries(RetryRule newRule) {
      rule = newRule;
      return this;
    }

    /** The datastores, for the sake of the hosts that mount them; without, no host has a limit. */
    public Builder datastores(Collection<DatastoreInfo> datastores) {
      datastores.forEach(datastore -> hosts.put(datastore.name(), datastore.hosts()));
      return this;
    }

    /**
     * One share of a plan file, and no more. Everything by default.
     *
     * @param number from 0
     * @throws IllegalArgumentException if the plan has no such shard
     */
    public Builder shard(ShardPlan plan, int number) {
      plan.share(number);
      shards = plan;
      shard = number;
      return this;
    }

    /** Where to write what failed or is left, as a manifest. Nowhere by default. */
    public Builder failures(Path file) {
      failures = file;
      return this;
    }

    /** What hears what happens. */
    public Builder listener(BulkListener newListener) {
      listener = newListener;
      return this;
    }

    /** The source of time. The system's by default. */
    public Builder clock(InstantSource newClock) {
      clock = newClock;
      return this;
    }

    /**
     * Builds it.
     *
     * @throws NullPointerException if ledger, listings or carrier is missing
     */
    public BulkRun build() {
      return new BulkRun(this);
    }
  }
}
