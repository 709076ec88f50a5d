package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.BulkEvent.Deletion;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that deletions leave empty. Datastore b does not move folders, and keeps its own. */
class MirrorFoldersTest {
  private static final DeleteLimit ANY = new DeleteLimit(100, false);

  @TempDir Path folder;
  private MirrorWorld world;

  @BeforeEach
  void world() throws IOException {
    world = new MirrorWorld(folder).file("1", "x/2", "x/y/3", "x/y-z/4", "w/5");
    world.run(ANY);
  }

  private List<String> onA() {
    return world.folders().stream().filter(path -> path.startsWith("[a]")).toList();
  }

  private List<BulkEvent.FolderDeleted> told() {
    return world.events.stream()
        .filter(BulkEvent.FolderDeleted.class::isInstance)
        .map(BulkEvent.FolderDeleted.class::cast)
        .toList();
  }

  @Test
  void goFromTheBottomUpWithTheirSources() throws IOException {
    world.gone("x/2", "x/y/3", "x/y-z/4");

    BulkReport report = world.run(ANY);

    assertThat(onA()).containsExactly("[a] iso", "[a] iso/w");
    assertThat(report.mirror().orElseThrow().folders()).isEqualTo(3);
    assertThat(told())
        .extracting(event -> event.folder().toString() + " " + event.how())
        .containsExactly("[a] iso/x/y-z DELETED", "[a] iso/x/y DELETED", "[a] iso/x DELETED");
    assertThat(told().get(2).source()).isEqualTo(world.sources.resolve("x").toString());
    assertThat(world.folders()).contains("[b] iso/x/y");
    assertThat(world.run(ANY).status()).isEqualTo(RunStatus.NOTHING_TO_DO);
  }

  @Test
  void stayWithAFileOfOthersOrASourceFolder() throws IOException {
    world.foreign("[a] iso/x/y/.hidden", 1);
    world.gone("x/2", "x/y/3", "x/y-z/4");
    world.run(ANY);
    assertThat(onA()).contains("[a] iso/x", "[a] iso/x/y").doesNotContain("[a] iso/x/y-z");
    assertThat(told()).as("nothing else was touched").hasSize(1);

    world.stored.keySet().removeIf(path -> path.fileName().equals(".hidden"));
    world.file("x/6");
    world.run(ANY);
    assertThat(onA()).contains("[a] iso/x").doesNotContain("[a] iso/x/y");
    world.emptied("x/6");
    world.run(ANY);
    assertThat(onA()).as("its source is there, and empty").contains("[a] iso/x");
    Path link = Files.createSymbolicLink(world.sources.resolve("x/link"), Path.of("nowhere"));
    world.run(ANY);
    assertThat(onA()).as("its source is there, with what is skipped").contains("[a] iso/x");
    Files.delete(link);
    world.gone("x/6");
    world.run(ANY);
    assertThat(onA()).containsExactly("[a] iso", "[a] iso/w");
  }

  /** Between the first search and the move, which is the first look of all and the next. */
  @ParameterizedTest
  @ValueSource(strings = {"", "again"})
  void whatComesMeanwhileIsNotLost(String more) throws IOException {
    world.gone("w/5");
    int first = world.looks;
    world.meanwhile.put(first, () -> world.foreign("[a] iso/w/late", 7));
    if (!more.isEmpty()) {
      world.meanwhile.put(first + 1, () -> world.foreign("[a] iso/w/later", 8));
    }

    BulkReport report = world.run(ANY);

    assertThat(world.stored.values()).anyMatch(file -> file.size() == 7);
    if (more.isEmpty()) {
      assertThat(onA()).contains("[a] iso/w").noneMatch(path -> path.contains(".hostward"));
      assertThat(told().get(0).how()).isEqualTo(Deletion.KEPT);
      assertThat(report.mirror().orElseThrow().isDone()).isTrue();
    } else {
      assertThat(world.stored.values()).anyMatch(file -> file.size() == 8);
      assertThat(told().get(0).how()).isEqualTo(Deletion.FAILED);
      assertThat(told().get(0).problem())
          .contains(".hostward-", "could not be moved back")
          .as("nobody is to take it for what an upload left")
          .doesNotContain(".part");
      assertThat(report.status()).isEqualTo(RunStatus.SOME_FAILED);
      world.stored.keySet().removeIf(path -> path.fileName().equals("later"));
      world.run(ANY);
      assertThat(onA()).as("is not set aside as well").contains("[a] iso/w");
      world.deleteFolder(DatastorePath.parse("[a] iso/w"));
      world.run(ANY);
      assertThat(world.holds(DatastorePath.parse("[a] iso/w/late"))).as("moved back").isTrue();
    }
  }

  /** No file is left that would be deleted, and so none that would ask whether it is there. */
  @Test
  void thoseOfASourceFolderThatMayNotBeMountedStay() throws IOException {
    world.choices = MirrorChoices.DEFAULT.emptied(Set.of(world.sources.toString()));
    world.unmovable = true;
    world.gone("1", "x/2", "x/y/3", "x/y-z/4", "w/5");
    world.run(ANY);
    assertThat(world.stored).isEmpty();
    world.choices = MirrorChoices.DEFAULT;
    world.unmovable = false;

    world.run(ANY);
    assertThat(onA()).contains("[a] iso/x", "[a] iso/x/y", "[a] iso/x/y-z", "[a] iso/w");
    world.file("6").run(ANY);
    assertThat(onA()).containsExactly("[a] iso");
  }

  @Test
  void oneThatCannotBeMovedStays() throws IOException {
    world.gone("w/5");
    world.unmovable = true;

    BulkReport report = world.run(ANY);

    assertThat(onA()).contains("[a] iso/w");
    assertThat(told().get(0).problem()).contains("cannot be moved");
    assertThat(report.mirror().orElseThrow().isDone()).isTrue();
    world.unmovable = false;
    world.run(ANY);
    assertThat(onA()).doesNotContain("[a] iso/w");
  }
}
