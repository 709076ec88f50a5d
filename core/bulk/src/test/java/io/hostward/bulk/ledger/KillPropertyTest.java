package io.hostward.bulk.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.source.Manifest;
import io.hostward.bulk.target.DatastoreNames;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any order of events, killed anywhere and begun again, as often as may be. */
class KillPropertyTest {
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
    try (SteppedRuns runs = new SteppedRuns(time, random, new ScheduleLimits(4, 2, 4, 0))) {
      for (int kill = 0; kill < kills; kill++) {
        boolean known = random.nextBoolean();
        if (run(runs, world, known, 1 + random.nextInt(40)).isPresent()) {
          break;
        }
        runs.killed();
      }
      RunReport report = run(runs, world, true, SteppedRuns.LONGEST).orElseThrow();

      assertThat(world.sentAgain()).isEmpty();
      assertWhole(world, report);
      assertFailuresAreAManifest(world, runs.failures());
      if (failures == 0) {
        int sends = world.sends();
        assertThat(run(runs, world, true, SteppedRuns.LONGEST).orElseThrow().status())
            .isEqualTo(RunStatus.NOTHING_TO_DO);
        assertThat(world.sends()).isEqualTo(sends);
      }
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

  /**
   * Runs.
   *
   * @param known whether it knows which names are of one datastore; otherwise there are as many
   *     datastores as names
   */
  private static Optional<RunReport> run(
      SteppedRuns runs, SimulatedWorld world, boolean known, int steps) throws IOException {
    DatastoreNames names = known ? SimulatedWorld.NAMES : DatastoreNames.asWritten();
    return runs.run(
        ledger -> {
          ledger.calledBy(names);
          ledger.record(
              new Planner(world, ledger.contents(), Comparison.SIZE)
                  .plan(world.written().stream().map(names::of)));
        },
        world,
        world.pending,
        steps,
        KillPropertyTest::assertNeverMoreThanTheWhole);
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
