package io.hostward.bulk;

import io.hostward.bulk.ledger.Ledger;
import io.hostward.bulk.progress.BulkListener;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.schedule.Alarm;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.schedule.Schedule;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.schedule.ScheduleSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Has what is written down carried out, on a thread of its own, and waits for the end. */
final class Delivering {
  private final Carrier carrier;
  private final ScheduleLimits limits;
  private final RetryRule retries;
  private final CopyLimits copies;
  private final Map<String, Set<String>> hosts;
  private final OwnShard shard;
  private final InstantSource clock;
  private final Duration progressEvery;
  private final Consumer<RunProgress> progress;

  Delivering(
      BulkRunBuilder settings, Carrier carrier, Map<String, Set<String>> hosts, OwnShard shard) {
    this.carrier = carrier;
    this.limits = settings.limits;
    this.retries = settings.rule;
    this.copies = settings.copies;
    this.hosts = Map.copyOf(hosts);
    this.shard = shard;
    this.clock = settings.clock;
    this.progressEvery = settings.progressEvery;
    this.progress = settings.progress;
  }

  /**
   * Delivers. An interrupt of the calling thread breaks off what is under way, and is set again.
   *
   * @param hearing hears what happens
   */
  RunReport deliver(Ledger open, BulkListener hearing) throws IOException {
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
                  shard.datastores(),
                  shard.hosts(),
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
