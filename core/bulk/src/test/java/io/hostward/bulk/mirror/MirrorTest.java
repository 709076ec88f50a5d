package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.Rehearsal;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkEvent.Deletion;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.shard.Load;
import io.hostward.bulk.shard.ShardLimits;
import io.hostward.bulk.shard.ShardPlan;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
  private static final DeleteLimit ANY = new DeleteLimit(100, false);

  @TempDir Path folder;
  private MirrorWorld world;

  @BeforeEach
  void world() throws IOException {
    world = new MirrorWorld(folder).file("1", "2", "3", "sub/4");
  }

  private List<String> deleted() {
    return world.deleted.stream().map(DatastorePath::toString).sorted().toList();
  }

  private List<BulkEvent.FileDeleted> told(Deletion how) {
    return world.events.stream()
        .filter(BulkEvent.FileDeleted.class::isInstance)
        .map(BulkEvent.FileDeleted.class::cast)
        .filter(event -> event.how() == how)
        .toList();
  }

  @Test
  void whatHasNoSourceIsDeletedAndToldBeforeTheRunEnds() throws IOException {
    world.run(ANY);
    world.foreign("[a] iso/foreign", 1);
    world.gone("2", "sub/4");

    BulkReport report = world.run(ANY);

    assertThat(deleted())
        .containsExactly("[a] iso/2", "[a] iso/sub/4", "[b] iso/2", "[b] iso/sub/4");
    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(report.mirror().orElseThrow().deleted().deliveries()).isEqualTo(4);
    assertThat(told(Deletion.DELETED)).hasSize(4).allMatch(event -> event.problem().isEmpty());
    assertThat(world.events.get(world.events.size() - 1))
        .isInstanceOfSatisfying(
            BulkEvent.RunEnded.class,
            end -> assertThat(end.status()).isEqualTo(RunStatus.ALL_DONE));
    assertThat(world.run(ANY).status()).isEqualTo(RunStatus.NOTHING_TO_DO);
  }

  @Test
  void aSourceThatIsExcludedOrBelowALinkThatLeadsNowhereKeepsItsFile() throws IOException {
    world.run(ANY);
    Files.move(world.sources.resolve("sub"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(world.sources.resolve("sub"), folder.resolve("not-mounted"));

    assertThat(world.run(ANY, PathRules.all().exclude("2")).mirror().orElseThrow().isDone())
        .isTrue();
    assertThat(deleted()).isEmpty();
  }

  @Test
  void aFolderThatIsEmptyDeletesNothingWhateverTheLimit() throws IOException {
    world.run(ANY);
    world.gone("1", "2", "3", "sub/4");

    BulkReport report = world.run(ANY);

    assertThat(deleted()).isEmpty();
    assertThat(report.status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(report.mirror().orElseThrow().refused().orElseThrow())
        .contains(world.sources.toString(), "not mounted");
    assertThat(told(Deletion.LISTED)).hasSize(8);
  }

  @Test
  void beyondTheLimitNothingIsDeletedAndAllOfItIsListed() throws IOException {
    for (int n = 0; n < 16; n++) {
      world.file("more-" + n);
    }
    world.run(ANY);
    world.gone("2", "3");

    BulkReport report = world.run(DeleteLimit.DEFAULT);

    assertThat(deleted()).isEmpty();
    assertThat(told(Deletion.LISTED)).hasSize(4);
    assertThat(report.status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(report.mirror().orElseThrow().refused().orElseThrow())
        .contains("2 files", "the limit is 10% of the 18");
    world.file("3");
    assertThat(world.run(DeleteLimit.DEFAULT).mirror().orElseThrow().isDone()).isTrue();
    assertThat(deleted()).containsExactly("[a] iso/2", "[b] iso/2");
  }

  @Test
  void anotherSizeALaterChangeOrOtherCapitalsAreLeftAlone() throws IOException {
    world.file("A.iso").run(ANY);
    world.time.pass(Duration.ofSeconds(1));
    world.foreign("[a] iso/2", 1);
    world.foreign("[b] iso/2", 99);
    world.gone("2", "A.iso");
    world.file("a.ISO");

    BulkReport report = world.run(ANY);

    assertThat(deleted()).isEmpty();
    assertThat(report.mirror().orElseThrow().isDone()).isTrue();
    assertThat(told(Deletion.KEPT))
        .extracting(BulkEvent.FileDeleted::problem)
        .anyMatch(why -> why.contains("it was changed at"))
        .anyMatch(why -> why.contains("99 bytes now"))
        .anyMatch(why -> why.contains("capitals"));
  }

  @Test
  void aFailureOrAnUnreadableFilePreventsAll() throws IOException {
    world.run(ANY);
    world.gone("2");
    world.failing.add("new");
    world.file("new");
    assertThat(world.run(ANY).mirror().orElseThrow().refused()).isPresent();
    assertThat(deleted()).isEmpty();
    world.failing.clear();
    world.file("bad\u0001name");
    BulkReport unreadable = world.run(ANY);
    assertThat(unreadable.unreadable()).isPositive();
    assertThat(unreadable.mirror().orElseThrow().refused()).isPresent();
    assertThat(deleted()).isEmpty();
  }

  @Test
  void whatIsLockedIsAFailureAndDeletedByTheNextRun() throws IOException {
    world.run(ANY);
    world.gone("2");
    world.locked.add(DatastorePath.parse("[a] iso/2"));

    BulkReport report = world.run(ANY);

    assertThat(deleted()).containsExactly("[b] iso/2");
    assertThat(report.status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(told(Deletion.FAILED).get(0).problem()).contains("is locked");
    world.locked.clear();
    world.run(ANY);
    assertThat(deleted()).containsExactly("[a] iso/2");
  }

  @Test
  void fiveFailuresOneAfterTheOtherEndIt() throws IOException {
    world.file("5", "6", "7", "8", "9").run(ANY);
    world.gone("2", "5", "6", "7", "8", "9");
    for (String name : List.of("2", "5", "6", "7", "8", "9")) {
      world.locked.add(DatastorePath.parse("[a] iso/" + name));
    }

    BulkReport report = world.run(ANY);

    assertThat(deleted()).isEmpty();
    assertThat(told(Deletion.FAILED)).hasSize(5);
    assertThat(report.mirror().orElseThrow().refused().orElseThrow())
        .contains("5 deletions failed");
  }

  @Test
  void anInterruptLeavesTheRestForTheNextRun() throws IOException {
    world.run(ANY);
    world.gone("2", "3");
    world.interruptAt(1);

    BulkReport report = world.run(ANY);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(deleted()).containsExactly("[a] iso/2");
    assertThat(report.status()).isEqualTo(RunStatus.INTERRUPTED);
    world.interruptAt(-1);
    world.run(ANY);
    assertThat(deleted()).containsExactly("[a] iso/3", "[b] iso/2", "[b] iso/3");
  }

  @Test
  void whatIsKnownOfOtherSourcesOrOtherPlacesIsLeftAlone() throws IOException {
    world.run(ANY);
    world.gone("2");
    world.deleted.clear();
    for (MirrorScope other :
        List.of(
            new MirrorScope(
                List.of(folder.resolve("other").toString()), List.of(new Place("a", ""))),
            new MirrorScope(
                List.of(world.sources.toString()),
                List.of(new Place("a", "is"), new Place("a", "iso/su"), new Place("c", ""))))) {
      BulkReport report =
          world
              .settings(ANY)
              .mirror(new MirrorSettings(other, ANY, world))
              .build()
              .run(world.work(PathRules.all()));
      assertThat(report.mirror().orElseThrow().isDone()).isTrue();
      assertThat(deleted()).isEmpty();
    }
  }

  @Test
  void aDiskGoesByItsDescriptorAndOnlyIfAllOfItGoes() throws IOException {
    world.file("d.vmdk", "d-flat.vmdk").run(ANY);
    world.gone("d.vmdk");
    assertThat(world.run(ANY).mirror().orElseThrow().kept()).isEqualTo(2);
    world.gone("d-flat.vmdk");
    world.foreign("[b] iso/d-000001.vmdk", 1);

    world.run(ANY);

    // The part is the server's to delete, with its descriptor.
    assertThat(deleted()).containsExactly("[a] iso/d.vmdk");
    assertThat(told(Deletion.KEPT))
        .extracting(event -> event.target().toString())
        .contains("[b] iso/d.vmdk");
  }

  @Test
  void aRehearsalTellsAllAndChangesNothing() throws IOException {
    world.run(ANY);
    world.gone("2");
    world.deleted.clear();
    List<Fate> fates = new ArrayList<>();

    Rehearsal rehearsal =
        world
            .settings(new DeleteLimit(1, false))
            .build()
            .rehearse(world.work(PathRules.all()), planned -> {}, fates::add);

    assertThat(fates)
        .extracting(fate -> fate.file().target().toString())
        .containsExactly("[a] iso/2", "[b] iso/2");
    assertThat(rehearsal.mirror().orElseThrow().listedInAll().deliveries()).isEqualTo(2);
    assertThat(rehearsal.mirror().orElseThrow().refused()).isPresent();
    assertThat(deleted()).isEmpty();
    assertThat(world.run(ANY).mirror().orElseThrow().deleted().deliveries()).isEqualTo(2);
  }

  @Test
  void aShardThatSharesADatastoreDeletesNothing() throws IOException {
    ShardPlan split =
        ShardPlan.divide(
            3,
            List.of(
                new Load(
                    new DatastoreInfo("a", Optional.empty(), Set.of("1", "2", "3", "4")),
                    1000,
                    100L << 30),
                new Load(new DatastoreInfo("b", Optional.empty(), Set.of("5")), 1, 1)),
            new ShardLimits(8, 8));
    assertThat(split.isSplit("a")).isTrue();
    world.run(ANY);
    world.gone("2");
    world.deleted.clear();

    BulkReport report =
        world.settings(ANY).shard(split, 0).build().run(world.work(PathRules.all()));

    assertThat(report.mirror().orElseThrow().refused().orElseThrow()).contains("several shards");
    assertThat(deleted()).isEmpty();
  }

  @Test
  void limitsAreReadAsTheyAreWritten() {
    assertThat(DeleteLimit.parse("10%")).isEqualTo(DeleteLimit.DEFAULT);
    assertThat(DeleteLimit.parse("25")).isEqualTo(new DeleteLimit(25, false)).hasToString("25");
    assertThat(DeleteLimit.parse("10%").most(5)).isEqualTo(1);
    assertThat(DeleteLimit.parse("10%").most(0)).isZero();
    assertThat(DeleteLimit.parse("0%").most(5)).isZero();
    for (String wrong : List.of("", "-1", "101%", "x", "5 %")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DeleteLimit.parse(wrong))
          .withMessageContaining("a limit is");
    }
  }
}
