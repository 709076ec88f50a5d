package io.hostward.bulk.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.CopyLimits;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.bulk.schedule.RetryRule;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.schedule.Schedule;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.schedule.ScheduleSettings;
import io.hostward.bulk.source.Manifest;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any order of events, killed anywhere and begun again, as often as may be. */
class KillPropertyTest {
  private static final int LONGEST = 20_000;

  private final FakeTime time = new FakeTime();

  @Property(tries = 30)
  void nothingIsLostAndNothingThatArrivedIsSentAgain(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 25) int files,
      @ForAll @IntRange(min = 0, max = 40) int failures,
      @ForAll @IntRange(min = 0, max = 8) int kills)
      throws IOException {
    Random random = new Random(seed);
    SimulatedWorld world = new SimulatedWorld(time, random, files, failures);
    Path folder = Files.createTempDirectory("ledgers");
    try {
      Path file = folder.resolve("ledger-0");
      for (int kill = 0; kill < kills; kill++) {
        if (run(world, random, file, 1 + random.nextInt(40)).isPresent()) {
          break;
        }
        // What the killed process left: the file and its log, as the operating system has them.
        Path next = folder.resolve("ledger-" + (kill + 1));
        KilledLedger.copy(file.resolveSibling(file.getFileName() + ".killed"), next);
        file = next;
      }
      RunReport report = run(world, random, file, LONGEST).orElseThrow();

      assertThat(world.sentAgain()).isEmpty();
      assertWhole(world, report);
      assertFailuresAreAManifest(world, folder.resolve("failures"));
      if (failures == 0) {
        int sends = world.sends();
        assertThat(run(world, random, file, LONGEST).orElseThrow().status())
            .isEqualTo(RunStatus.NOTHING_TO_DO);
        assertThat(world.sends()).isEqualTo(sends);
      }
    } finally {
      try (Stream<Path> left = Files.list(folder)) {
        for (Path path : left.toList()) {
          Files.delete(path);
        }
      }
      Files.delete(folder);
    }
  }

  private static void assertWhole(SimulatedWorld world, RunReport report) {
    Tally tally = report.tally();
    assertThat(tally.planned().deliveries()).isEqualTo(world.wanted().size());
    assertThat(tally.open()).isEqualTo(Tally.Amount.NONE);
    long whole = world.wanted().stream().filter(world::isWhole).count();
    assertThat(tally.there().deliveries() + tally.arrived().deliveries()).isEqualTo(whole);
    assertThat(tally.failed().deliveries()).isEqualTo(world.wanted().size() - whole);
    assertThat(report.status())
        .isEqualTo(
            tally.failed().deliveries() > 0
                ? RunStatus.SOME_FAILED
                : tally.arrived().deliveries() > 0 ? RunStatus.ALL_DONE : RunStatus.NOTHING_TO_DO);
  }

  private static void assertFailuresAreAManifest(SimulatedWorld world, Path failures)
      throws IOException {
    Set<DatastorePath> missing = new HashSet<>();
    for (Delivery delivery : world.wanted()) {
      if (!world.isWhole(delivery)) {
        missing.add(delivery.target());
      }
    }
    assertThat(Files.exists(failures) || missing.isEmpty()).isTrue();
    if (Files.exists(failures)) {
      try (Stream<Delivery> rows = Manifest.of(failures, Path.of("/")).open()) {
        assertThat(rows.map(Delivery::target)).containsExactlyInAnyOrderElementsOf(missing);
      }
    }
  }

  /** Runs so many steps; empty if it was killed then. */
  private Optional<RunReport> run(SimulatedWorld world, Random random, Path file, int steps)
      throws IOException {
    List<Runnable> writes = new ArrayList<>();
    List<Runnable> actions = new ArrayList<>();
    world.pending.clear();
    time.forget();
    Ledger ledger =
        Ledger.open(file, time, database -> new KilledLedger.LateCommitter(database, writes));
    try {
      ledger.record(
          new Planner(world, ledger.contents(), Comparison.SIZE).plan(world.wanted().stream()));
      Schedule schedule =
          new Schedule(
              ledger.backlog(),
              ledger.journal(),
              world,
              new ScheduleSettings(
                  new ScheduleLimits(4, 2, 4, 0),
                  new RetryRule(3, Duration.ofSeconds(random.nextInt(2)), 2 + random.nextInt(4)),
                  CopyLimits.DEFAULT,
                  Map.of(),
                  Map.of(),
                  Optional.empty(),
                  event -> {},
                  time,
                  time,
                  actions::add));
      CompletableFuture<RunReport> end = schedule.run();
      for (int step = 0; step < steps && !end.isDone(); step++) {
        time.pass(Duration.ofMillis(10));
        KilledLedger.step(random, time, writes, actions, world.pending);
        if (step % 7 == 0) {
          CompletableFuture<RunProgress> progress = schedule.progress();
          while (!progress.isDone()) {
            actions.remove(0).run();
          }
          assertNeverMoreThanTheWhole(progress.join());
        }
      }
      if (!end.isDone()) {
        assertThat(steps).as("it ends").isLessThan(LONGEST);
        writes.clear();
        return Optional.empty();
      }
      ledger.end(end.join().status());
      ledger.writeFailures(file.resolveSibling("failures"));
      return Optional.of(end.join());
    } finally {
      writes.clear();
      KilledLedger.copyBeforeClose(file);
      ledger.close();
    }
  }

  private static void assertNeverMoreThanTheWhole(RunProgress progress) {
    Tally tally = progress.tally();
    Tally.Amount open = tally.open();
    assertThat(open.deliveries()).isNotNegative();
    assertThat(open.bytes() - progress.moving()).isNotNegative();
    progress
        .datastores()
        .forEach(datastore -> assertThat(datastore.tally().open().bytes()).isNotNegative());
  }
}
