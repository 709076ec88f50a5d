package io.hostward.bulk.ledger;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.hostward.bulk.vsphere.VSphereListings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** New folders appear as a whole, whatever is killed, lost, dropped or done by others. */
class WholeFolderPropertyTest {
  private static final int LONGEST = 5000;
  private static final int AT_ONCE = 4;

  private final FakeTime time = new FakeTime();

  @Property(tries = 25)
  void nobodyEverSeesAPartAndNothingThatWasSentIsSentAgain(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 20) int files,
      @ForAll @IntRange(min = 0, max = 30) int failures,
      @ForAll @IntRange(min = 0, max = 6) int kills,
      @ForAll boolean meddled)
      throws IOException {
    Random random = new Random(seed);
    FolderWorld world = new FolderWorld(random, files, failures);
    int first = world.wanted().size();
    Path folder = Files.createTempDirectory("ledgers");
    try {
      Path file = folder.resolve("ledger-0");
      for (int kill = 0; kill < kills; kill++) {
        world.killAfter(random.nextInt(120));
        if (run(world, random, file, 1 + random.nextInt(80)).isPresent()) {
          break;
        }
        Path next = folder.resolve("ledger-" + (kill + 1));
        KilledLedger.copy(file.resolveSibling(file.getFileName() + ".killed"), next);
        file = next;
        if (random.nextInt(4) == 0) {
          world.drop();
        }
        if (meddled && random.nextInt(3) == 0) {
          world.meddle();
        }
      }
      world.killAfter(Integer.MAX_VALUE);
      RunReport report = run(world, random, file, LONGEST).orElseThrow();

      assertWhole(world, report);
      assertThat(world.sends())
          .as("sent again: what failed, and what was in flight at a kill")
          .isLessThanOrEqualTo(first + world.failed() + kills * AT_ONCE);
      if (report.status() != RunStatus.SOME_FAILED) {
        if (!meddled) {
          assertThat(world.store.files().keySet()).noneMatch(path -> path.contains(".hostward-"));
        }
        assertThat(run(world, random, file, LONGEST).orElseThrow().status())
            .isEqualTo(RunStatus.NOTHING_TO_DO);
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

  private static void assertWhole(FolderWorld world, RunReport report) {
    Tally tally = report.tally();
    long whole = world.wanted().stream().filter(world::isWhole).count();
    assertThat(tally.planned().deliveries()).isEqualTo(world.wanted().size());
    assertThat(tally.open()).isEqualTo(Tally.Amount.NONE);
    long delivered = tally.there().deliveries() + tally.arrived().deliveries();
    assertThat(tally.failed().deliveries()).isEqualTo(world.wanted().size() - delivered);
    // Where no answer came of the last move, files may stand there that nobody knows of.
    assertThat(delivered).isLessThanOrEqualTo(whole);
    if (world.failed() == 0 && !world.lostAnswers()) {
      assertThat(delivered).isEqualTo(whole).isEqualTo(world.wanted().size());
    }
  }

  /** Runs so many steps; empty if it was killed then. */
  private Optional<RunReport> run(FolderWorld world, Random random, Path file, int steps)
      throws IOException {
    List<Runnable> writes = new ArrayList<>();
    List<Runnable> actions = new ArrayList<>();
    world.pending.clear();
    time.forget();
    Ledger ledger =
        Ledger.open(file, time, database -> new KilledLedger.LateCommitter(database, writes));
    try {
      world.planning(true);
      VSphereListings listings = new VSphereListings(world.store);
      ledger.record(
          new Planner(listings, ledger.contents(), Comparison.SIZE)
              .withWholeFolders(datastore -> true)
              .plan(world.wanted().stream()));
      world.planning(false);
      Schedule schedule =
          new Schedule(
              ledger.backlog(),
              ledger.journal(),
              world,
              new ScheduleSettings(
                  new ScheduleLimits(AT_ONCE, 3, 4, 0),
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
        world.requireNoPart();
        if (step % 7 == 0) {
          assertNeverMoreThanTheWhole(schedule, actions);
        }
      }
      if (!end.isDone()) {
        assertThat(steps).as("it ends").isLessThan(LONGEST);
        return Optional.empty();
      }
      ledger.end(end.join().status());
      return Optional.of(end.join());
    } catch (FolderWorld.Killed killed) {
      return Optional.empty();
    } finally {
      writes.clear();
      KilledLedger.copyBeforeClose(file);
      ledger.close();
    }
  }

  private static void assertNeverMoreThanTheWhole(Schedule schedule, List<Runnable> actions) {
    CompletableFuture<RunProgress> told = schedule.progress();
    while (!told.isDone()) {
      actions.remove(0).run();
    }
    RunProgress progress = told.join();
    Tally.Amount open = progress.tally().open();
    assertThat(open.minus(progress.sent()).deliveries()).isNotNegative();
    assertThat(open.minus(progress.sent()).bytes() - progress.moving()).isNotNegative();
  }
}
