package io.hostward.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.ledger.Ledger;
import io.hostward.bulk.mirror.DeleteLimit;
import io.hostward.bulk.mirror.Deletions;
import io.hostward.bulk.mirror.MirrorReport;
import io.hostward.bulk.mirror.MirrorScope;
import io.hostward.bulk.mirror.MirrorSettings;
import io.hostward.bulk.mirror.Place;
import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.progress.Tally.Amount;
import io.hostward.bulk.schedule.RunReport;
import io.hostward.bulk.shard.Load;
import io.hostward.bulk.shard.ShardLimits;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.source.Sources;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * A run in which anything failed deletes nothing, whatever it was; one in which all is there does.
 */
class MirroringTest {
  private static final Listings NOTHING =
      new Listings() {
        @Override
        public FolderListing folder(String datastore, String folder) {
          return FolderListing.NONE;
        }

        @Override
        public Map<String, StoredFile> named(
            String datastore, String folder, Collection<String> names) {
          return Map.of();
        }
      };

  /** Where there is nothing to be deleted. */
  private static final class Nothing implements Deletions {
    @Override
    public void delete(DatastorePath file) {
      throw new AssertionError(file);
    }

    @Override
    public Optional<Contents> look(DatastorePath folder) {
      return Optional.empty();
    }

    @Override
    public void moveFolder(DatastorePath from, DatastorePath to) {
      throw new AssertionError(from);
    }

    @Override
    public void deleteFolder(DatastorePath folder) {
      throw new AssertionError(folder);
    }
  }

  private static Path folder = Path.of("");
  private static Ledger ledger;

  @BeforeContainer
  static void open() throws IOException {
    folder = Files.createTempDirectory("mirroring");
    ledger = Ledger.open(folder.resolve("ledger"), InstantSource.system());
  }

  @AfterContainer
  static void close() throws IOException {
    ledger.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Nothing went there when the plan was made: there is nothing of it to be deleted either. */
  @Example
  void aPlaceThatThePlanDoesNotKnowIsNoShards() {
    MirrorScope scope =
        new MirrorScope(
            List.of(folder.toString()), List.of(new Place("a", "iso"), new Place("none", "iso")));
    ShardPlan plan =
        ShardPlan.divide(
            2,
            List.of(new Load(new DatastoreInfo("a", Optional.empty(), Set.of("h")), 1, 1)),
            new ShardLimits(4, 4));
    MirrorSettings all = new MirrorSettings(scope, DeleteLimit.DEFAULT, new Nothing());

    assertThat(List.of(0, 1))
        .flatMap(shard -> Mirroring.share(all, plan, shard).orElseThrow().scope().places())
        .containsExactly(new Place("a", "iso"));
  }

  @Property(tries = 300)
  void onlyIfAllIsThere(
      @ForAll RunStatus status,
      @ForAll @IntRange(max = 2) int there,
      @ForAll @IntRange(max = 2) int arrived,
      @ForAll @IntRange(max = 1) int failed,
      @ForAll @IntRange(max = 1) int left,
      @ForAll @IntRange(max = 1) int unreadable,
      @ForAll boolean stopped)
      throws IOException {
    Mirroring mirroring =
        new Mirroring(
            new MirrorSettings(
                new MirrorScope(List.of(folder.toString()), List.of(new Place("a", "iso"))),
                DeleteLimit.DEFAULT,
                new Nothing()),
            Sources.local(),
            NOTHING,
            event -> {},
            InstantSource.system());
    RunReport report =
        new RunReport(
            status,
            new Tally(
                new Amount(there + arrived + failed + left, 1),
                new Amount(there, 1),
                new Amount(arrived, 1),
                new Amount(failed, 1)),
            Map.of(),
            Amount.NONE,
            stopped ? Optional.of("the login was refused") : Optional.empty());

    MirrorReport mirror = mirroring.run(ledger, report, unreadable);

    boolean whole =
        (status == RunStatus.ALL_DONE || status == RunStatus.NOTHING_TO_DO)
            && failed + left + unreadable == 0
            && !stopped;
    assertThat(mirror.refused().isEmpty()).isEqualTo(whole);
    assertThat(Mirroring.status(status, mirror))
        .isEqualTo(whole || status == RunStatus.INTERRUPTED ? status : RunStatus.SOME_FAILED);
  }
}
