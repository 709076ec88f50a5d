package io.hostward.bulk.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.schedule.Carrier;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.schedule.Schedule;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.schedule.ScheduleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Runs with one ledger, one after the other, each step by step, so that it can be killed between
 * any two. What a run does next is chosen at random.
 */
final class SteppedRuns implements AutoCloseable {
  static final int LONGEST = 20_000;

  private final FakeTime time;
  private final Random random;
  private final ScheduleLimits limits;
  private final Path folder;
  private Path file;
  private int kills;

  /** The process is gone. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Writes a plan down. */
  @FunctionalInterface
  interface Planning {
    void record(Ledger ledger) throws IOException;
  }

  /** What sees that all is well, time and again. */
  interface Watch {
    /** After each step. */
    default void step() {}

    /** After each seventh. */
    void progress(RunProgress progress);
  }

  SteppedRuns(FakeTime time, Random random, ScheduleLimits limits) throws IOException {
    this.time = time;
    this.random = random;
    this.limits = limits;
    this.folder = Files.createTempDirectory("ledgers");
    this.file = folder.resolve("ledger-0");
  }

  /** Where a run lists what failed. */
  Path failures() {
    return folder.resolve("failures");
  }

  /** Returns the paths of all that the ledger has as sent or arrived. */
  Set<String> delivered() throws IOException {
    try {
      return Files.exists(file)
          ? Set.copyOf(
              LedgerFile.rows(
                  file, "select distinct path from delivery where state in ('sent', 'arrived')"))
          : Set.of();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** Goes on with what the killed process left: the ledger as the operating system has it. */
  void killed() throws IOException {
    kills++;
    Path next = folder.resolve("ledger-" + kills);
    KilledLedger.copy(file.resolveSibling(file.getFileName() + ".killed"), next);
    file = next;
  }

  /**
   * Runs so many steps.
   *
   * @param world what the present process is about to do out there
   * @return empty if it was killed then
   */
  Optional<RunReport> run(
      Planning planning, Carrier carrier, List<Runnable> world, int steps, Watch watch)
      throws IOException {
    List<Runnable> writes = new ArrayList<>();
    List<Runnable> actions = new ArrayList<>();
    world.clear();
    time.forget();
    Ledger ledger =
        Ledger.open(file, time, database -> new KilledLedger.LateCommitter(database, writes));
    try {
      planning.record(ledger);
      Schedule schedule = schedule(ledger, carrier, actions);
      CompletableFuture<RunReport> end = schedule.run();
      for (int step = 0; step < steps && !end.isDone(); step++) {
        time.pass(Duration.ofMillis(10));
        KilledLedger.step(random, time, writes, actions, world);
        watch.step();
        if (step % 7 == 0) {
          watch.progress(progress(schedule, actions));
        }
      }
      if (!end.isDone()) {
        assertThat(steps).as("it ends").isLessThan(LONGEST);
        return Optional.empty();
      }
      ledger.end(end.join().status());
      ledger.writeFailures(failures());
      return Optional.of(end.join());
    } catch (Killed killed) {
      return Optional.empty();
    } finally {
      writes.clear();
      KilledLedger.copyBeforeClose(file);
      ledger.close();
    }
  }

  private Schedule schedule(Ledger ledger, Carrier carrier, List<Runnable> actions) {
    return new Schedule(
        ledger.backlog(),
        ledger.journal(),
        carrier,
        new ScheduleSettings(
            limits,
            new RetryRule(3, Duration.ofSeconds(random.nextInt(2)), 2 + random.nextInt(4)),
            CopyLimits.DEFAULT,
            Map.of(),
            Map.of(),
            Optional.empty(),
            event -> {},
            time,
            time,
            actions::add));
  }

  private static RunProgress progress(Schedule schedule, List<Runnable> actions) {
    CompletableFuture<RunProgress> told = schedule.progress();
    while (!told.isDone()) {
      actions.remove(0).run();
    }
    return told.join();
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      for (Path path : left.toList()) {
        Files.delete(path);
      }
    }
    Files.delete(folder);
  }
}
