package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkEvent.Deletion;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.source.PathRules;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that no run has put there. */
class MirrorUnknownTest {
  private static final DeleteLimit ANY = new DeleteLimit(100, false);

  @TempDir Path folder;
  private MirrorWorld world;

  @BeforeEach
  void world() throws IOException {
    world = new MirrorWorld(folder).file("1", "2", "sub/3");
    world.run(ANY);
    world.choices = MirrorChoices.DEFAULT.andUnknown(Set.of("SHA256SUMS"));
  }

  private void foreign(String... names) {
    for (String name : names) {
      world.foreign("[a] " + name, 5, Duration.ofDays(1));
    }
  }

  private List<String> deleted() {
    return world.deleted.stream().map(DatastorePath::toString).sorted().toList();
  }

  private List<String> told(Deletion how) {
    List<String> told = new ArrayList<>();
    for (BulkEvent event : world.events) {
      if (event instanceof BulkEvent.FileDeleted file && file.how() == how) {
        told.add(file.target() + " " + file.problem());
      } else if (event instanceof BulkEvent.FolderDeleted gone && gone.how() == how) {
        told.add(gone.folder() + " " + gone.problem());
      }
    }
    return told;
  }

  @Test
  void goOnlyIfThatIsChosenAndOnlyBelowTheTargets() throws IOException {
    foreign("iso/x", "iso/sub/y", "iso/other/z", "elsewhere/w", "is", "iso2/v");
    world.choices = MirrorChoices.DEFAULT;
    assertThat(world.run(ANY).status()).isEqualTo(RunStatus.NOTHING_TO_DO);
    assertThat(deleted()).isEmpty();
    world.choices = MirrorChoices.DEFAULT.andUnknown(Set.of());

    BulkReport report = world.run(ANY);

    assertThat(deleted()).containsExactly("[a] iso/other/z", "[a] iso/sub/y", "[a] iso/x");
    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(report.mirror().orElseThrow().unknown().deliveries()).isEqualTo(3);
    assertThat(report.mirror().orElseThrow().deleted().deliveries()).isZero();
  }

  @Test
  void theirSourcesAndRulesAndTheListsOfDigestsKeepThem() throws IOException {
    foreign("iso/link", "iso/out.tmp", "iso/tmp/x", "iso/sub/SHA256SUMS", "iso/hidden.log");
    Files.createSymbolicLink(world.sources.resolve("link"), Path.of("nowhere"));
    world.file("hidden.log");
    PathRules rules = PathRules.all().exclude("*.tmp").exclude("tmp/").exclude("*.log");

    BulkReport report = world.run(new DeleteLimit(0, false), rules);

    assertThat(deleted()).isEmpty();
    assertThat(report.mirror().orElseThrow().isDone()).as("none is even counted").isTrue();
    world.choices = world.choices.andExcluded();
    world.run(ANY, rules);
    assertThat(deleted()).containsExactly("[a] iso/hidden.log", "[a] iso/out.tmp", "[a] iso/tmp/x");
  }

  @Test
  void machinesAndVSphereAndWhoeverIsHiddenKeepTheirs() throws IOException {
    foreign(
        "iso/vm/m.vmx",
        "iso/vm/vmware.log",
        "iso/vm/deep/er/x",
        "iso/template/t.VMTX",
        "iso/template/x",
        "iso/d.vmdk",
        "iso/d-flat.vmdk",
        "iso/n.nvram",
        "iso/.vSphere-HA/x",
        "iso/.hostward-1-2.part",
        "iso/.dvsData/1/2",
        "iso/contentlib-1/x",
        "iso/.sdd.sf");

    BulkReport report = world.run(ANY);

    assertThat(deleted()).isEmpty();
    assertThat(report.mirror().orElseThrow().isDone()).isTrue();
    assertThat(told(Deletion.KEPT))
        .hasSize(5)
        .contains("[a] iso/vm it holds a virtual machine, or a template of one");
  }

  @Test
  void aMachineAboveTheTargetsOrAFolderOfVSphereKeepsAll() throws IOException {
    foreign("vm/m.vmx", "vm/iso/x", "fcd/iso/x", "contentlib-1/iso/x", "plain/iso/x");
    for (String place : List.of("vm/iso", "fcd/iso", "contentlib-1/iso", "plain/iso")) {
      world.prepare(PathRules.all());
      world
          .settings(ANY)
          .mirror(
              new MirrorSettings(
                  new MirrorScope(
                      List.of(world.sources.toString()), List.of(new Place("a", place))),
                  ANY,
                  new Lenient(world),
                  world.choices))
          .build()
          .run(world.work(PathRules.all()));
      assertThat(world.holds(DatastorePath.parse("[a] " + place + "/x")))
          .as(place)
          .isEqualTo(!place.startsWith("plain"));
    }
  }

  @Test
  void theWholeOfADatastoreIsRefused() throws IOException {
    foreign("x");
    world.prepare(PathRules.all());
    BulkReport report =
        world
            .settings(ANY)
            .mirror(
                new MirrorSettings(
                    new MirrorScope(List.of(world.sources.toString()), List.of(new Place("a", ""))),
                    ANY,
                    world,
                    world.choices))
            .build()
            .run(world.work(PathRules.all()));
    assertThat(report.mirror().orElseThrow().refused().orElseThrow()).contains("the whole of [a]");
    assertThat(deleted()).isEmpty();
  }

  @Test
  void whatIsYoungOrOfAnEmptySourceFolderStays() throws IOException {
    world.foreign("[a] iso/young", 5, Duration.ZERO);
    foreign("iso/old", "iso/site/x");
    Files.createDirectory(world.sources.resolve("site"));
    world.time.pass(Duration.ofMinutes(-5));

    world.run(ANY);

    assertThat(deleted()).containsExactly("[a] iso/old");
    assertThat(told(Deletion.KEPT))
        .anyMatch(line -> line.startsWith("[a] iso/young") && line.contains("last hour"))
        .anyMatch(line -> line.startsWith("[a] iso/site/x") && line.contains("holds no file"));
    world.run(ANY);
    assertThat(deleted()).containsExactly("[a] iso/young");
  }

  @Test
  void theyCountInTheLimitTogetherWithTheOthers() throws IOException {
    world.gone("2");
    foreign("iso/x");
    // Of two that are delivered to each, one may go, and of [a] it would be two.
    BulkReport refused = world.run(new DeleteLimit(50, true));
    assertThat(deleted()).isEmpty();
    assertThat(refused.mirror().orElseThrow().refused().orElseThrow())
        .contains("2 files are to be deleted on [a]", "50% of the 2");
    assertThat(refused.mirror().orElseThrow().unknownListed().get("a").deliveries()).isEqualTo(1);
    assertThat(world.run(new DeleteLimit(2, false)).mirror().orElseThrow().refused()).isPresent();
    assertThat(deleted()).isEmpty();
    world.run(new DeleteLimit(3, false));
    assertThat(deleted()).containsExactly("[a] iso/2", "[a] iso/x", "[b] iso/2");
  }

  @Test
  void oneThatChangesOrIsLockedStays() throws IOException {
    foreign("iso/x", "iso/y");
    world.locked.add(DatastorePath.parse("[a] iso/y"));
    // The survey looks into two folders of both datastores; the next look is the sweep's.
    world.meanwhile.put(world.looks + 4, () -> world.foreign("[a] iso/x", 6, Duration.ofHours(2)));

    BulkReport report = world.run(ANY);

    assertThat(deleted()).isEmpty();
    assertThat(told(Deletion.KEPT)).contains("[a] iso/x no run has put it there, and it changes");
    assertThat(told(Deletion.FAILED)).hasSize(1);
    assertThat(report.status()).isEqualTo(RunStatus.SOME_FAILED);
  }

  @Test
  void whatAnotherCommandOfTheLedgerHasPutThereStays() throws IOException {
    world.gone("2");
    world.prepare(PathRules.all());
    world
        .settings(ANY)
        .mirror(
            new MirrorSettings(
                new MirrorScope(
                    List.of(Files.createDirectory(folder.resolve("other")).toString()),
                    List.of(new Place("a", "iso"))),
                ANY,
                world,
                world.choices.emptied(Set.of(folder.resolve("other").toString()))))
        .build()
        .run(world.work(PathRules.all()));
    assertThat(deleted()).isEmpty();
  }

  /** Deletes without asking whether that is right for the world's own places. */
  private record Lenient(MirrorWorld world) implements Deletions {
    @Override
    public void delete(DatastorePath file) {
      world.stored.remove(file);
    }

    @Override
    public java.util.Optional<Contents> look(DatastorePath at) {
      return world.look(at);
    }

    @Override
    public void moveFolder(DatastorePath from, DatastorePath to) throws IOException {
      world.moveFolder(from, to);
    }

    @Override
    public void deleteFolder(DatastorePath at) {
      world.deleteFolder(at);
    }
  }
}
