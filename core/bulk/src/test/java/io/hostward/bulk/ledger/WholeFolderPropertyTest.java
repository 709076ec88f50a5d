package io.hostward.bulk.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.plan.Comparison;
import io.hostward.bulk.plan.Planner;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.FakeTime;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.schedule.ScheduleLimits;
import io.hostward.bulk.vsphere.VSphereListings;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** New folders appear as a whole, whatever is killed, lost, dropped or done by others. */
class WholeFolderPropertyTest {
  private static final int AT_ONCE = 4;

  private final FakeTime time = new FakeTime();
  private Random random = new Random();

  @Property(tries = 40)
  void nobodyEverSeesAPartAndNothingThatWasSentIsSentAgain(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 20) int files,
      @ForAll @IntRange(min = 0, max = 30) int failures,
      @ForAll @IntRange(min = 0, max = 6) int kills,
      @ForAll boolean meddled,
      @ForAll boolean changing)
      throws IOException {
    random = new Random(seed);
    FolderWorld world = new FolderWorld(random, files, failures);
    int first = world.wanted().size();
    try (SteppedRuns runs = new SteppedRuns(time, random, new ScheduleLimits(AT_ONCE, 3, 4, 0))) {
      for (int kill = 0; kill < kills; kill++) {
        world.killAfter(random.nextInt(120));
        if (run(runs, world, whole(world, changing), 1 + random.nextInt(80)).isPresent()) {
          break;
        }
        runs.killed();
        if (random.nextInt(4) == 0) {
          world.drop();
        }
        if (meddled && random.nextInt(3) == 0) {
          world.meddle();
        }
      }
      world.killAfter(Integer.MAX_VALUE);
      RunReport report =
          run(runs, world, whole(world, changing), SteppedRuns.LONGEST).orElseThrow();

      assertWhole(world, report);
      assertThat(world.sentAgain()).isEmpty();
      assertThat(world.sends())
          .as("sent again: what failed, and what was in flight at a kill")
          .isLessThanOrEqualTo(first + world.failed() + kills * AT_ONCE);
      if (report.status() != RunStatus.SOME_FAILED) {
        world.calm();
        assertThat(run(runs, world, true, SteppedRuns.LONGEST).orElseThrow().status())
            .isEqualTo(RunStatus.NOTHING_TO_DO);
        if (!world.hasDropped()) {
          assertThat(world.store.files().keySet()).noneMatch(path -> path.contains(".hostward-"));
        }
      }
    }
  }

  /** Whether the next run has folders appear as a whole. */
  private boolean whole(FolderWorld world, boolean changing) {
    boolean whole = !changing || random.nextBoolean();
    if (!whole) {
      world.fileByFile();
    }
    return whole;
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

  private static Optional<RunReport> run(
      SteppedRuns runs, FolderWorld world, boolean whole, int steps) throws IOException {
    world.begin(runs.delivered());
    return runs.run(
        ledger -> {
          world.planning(true);
          ledger.record(
              new Planner(new VSphereListings(world.store), ledger.contents(), Comparison.SIZE)
                  .withWholeFolders(datastore -> whole)
                  .plan(world.wanted().stream()));
          world.planning(false);
          ledger.discardAbandoned(world);
        },
        world,
        world.pending,
        steps,
        new SteppedRuns.Watch() {
          @Override
          public void step() {
            world.requireNoPart();
          }

          @Override
          public void progress(RunProgress progress) {
            assertNeverMoreThanTheWhole(progress);
          }
        });
  }

  private static void assertNeverMoreThanTheWhole(RunProgress progress) {
    Tally.Amount open = progress.tally().open();
    assertThat(open.minus(progress.sent()).deliveries()).isNotNegative();
    assertThat(open.minus(progress.sent()).bytes() - progress.moving()).isNotNegative();
  }
}
