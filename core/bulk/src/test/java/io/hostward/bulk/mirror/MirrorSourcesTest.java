package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.source.PathRules;
import io.hostward.bulk.source.Sources;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a file whose source is not to be seen. */
class MirrorSourcesTest {
  private static final DeleteLimit ANY = new DeleteLimit(100, false);

  @TempDir Path folder;
  private MirrorWorld world;

  @BeforeEach
  void world() throws IOException {
    world = new MirrorWorld(folder).file("1", "2", "site/lun/x/5", "site/lun/x/6");
  }

  private List<String> deleted() {
    return world.deleted.stream().map(DatastorePath::toString).sorted().toList();
  }

  private List<String> kept() {
    return world.events.stream()
        .filter(BulkEvent.FileDeleted.class::isInstance)
        .map(BulkEvent.FileDeleted.class::cast)
        .filter(event -> event.how() == BulkEvent.Deletion.KEPT)
        .map(BulkEvent.FileDeleted::problem)
        .toList();
  }

  private void replace(String name, Path with) throws IOException {
    Files.move(world.sources.resolve(name), folder.resolve("elsewhere"));
    if (!with.equals(folder)) {
      Files.createSymbolicLink(world.sources.resolve(name), with);
    }
  }

  /** As a folder onto which nothing is mounted, at whatever depth. */
  @ParameterizedTest
  @ValueSource(strings = {"site", "site/lun", "site/lun/x"})
  void whatCameFromAFolderThatHoldsNoFileIsKept(String name) throws IOException {
    world.run(ANY);
    Path empty = world.sources.resolve(name);
    replace(name, folder);
    Files.createDirectories(empty.resolve("nothing/there"));
    world.gone("2");

    BulkReport report = world.run(ANY);

    assertThat(deleted()).containsExactly("[a] iso/2", "[b] iso/2");
    assertThat(report.mirror().orElseThrow().isDone()).isTrue();
    assertThat(kept()).hasSize(4).allMatch(why -> why.contains(empty + " holds no file"));
    Files.move(folder.resolve("elsewhere"), folder.resolve("kept"));
    replace(name, folder.resolve("elsewhere"));
    Files.delete(folder.resolve("elsewhere/nothing/there"));
    Files.delete(folder.resolve("elsewhere/nothing"));
    world.run(ANY);
    assertThat(deleted()).as("behind a link").isEmpty();
    world.choices = MirrorChoices.DEFAULT.emptied(Set.of(empty.toString()));
    world.run(ANY);
    assertThat(deleted()).as("told").hasSize(4);
  }

  @Test
  void whatCameFromAFolderThatIsGoneOrHoldsAnotherFileIsDeleted() throws IOException {
    world.file("site/lun/7").run(ANY);
    world.emptied("site/lun/x/5");
    world.run(ANY);
    assertThat(deleted()).containsExactly("[a] iso/site/lun/x/5", "[b] iso/site/lun/x/5");
    world.gone("site/lun/x/6");
    world.run(ANY);
    assertThat(deleted()).containsExactly("[a] iso/site/lun/x/6", "[b] iso/site/lun/x/6");
  }

  /** As in a locale that has no such name: an end of the run that everybody reckons with. */
  @Test
  void aNameThatIsNoneHereCannotBeLookedAt() {
    assertThatIOException()
        .isThrownBy(() -> Sources.local().emptied("/src/a\0b", "/src"))
        .withMessageContaining("cannot look at");
  }

  @Test
  void aSourceFolderThatIsEmptyOnPurposeIsMirrored() throws IOException {
    world.run(ANY);
    world.gone("1", "2", "site/lun/x/5", "site/lun/x/6");
    world.choices = MirrorChoices.DEFAULT.emptied(Set.of(world.sources.toString()));

    assertThat(world.run(DeleteLimit.DEFAULT).mirror().orElseThrow().refused().orElseThrow())
        .contains("the limit is 10% of the 0");
    assertThat(world.run(ANY).mirror().orElseThrow().isDone()).isTrue();
    assertThat(deleted()).hasSize(8);
  }

  @Test
  void rulesProtectWhatTheyExcludeUnlessItIsToGo() throws IOException {
    PathRules rules = PathRules.all().exclude("/2").exclude("x/");
    world.run(ANY);
    world.gone("site/lun/x/6");

    assertThat(world.run(ANY, rules).status()).isEqualTo(RunStatus.NOTHING_TO_DO);
    assertThat(deleted()).isEmpty();
    world.choices = MirrorChoices.DEFAULT.andExcluded();
    assertThat(world.run(ANY, rules).status()).isEqualTo(RunStatus.ALL_DONE);

    assertThat(deleted())
        .contains("[a] iso/2", "[a] iso/site/lun/x/5", "[a] iso/site/lun/x/6")
        .hasSize(6);
    assertThat(world.has("2")).isTrue();
  }

  @Test
  void aSourceThatIsALinkNowIsThere() throws IOException {
    world.run(ANY);
    replace("2", Path.of("nowhere"));
    Files.createDirectory(folder.resolve("other"));
    Files.move(world.sources.resolve("site/lun"), folder.resolve("other/lun"));
    Files.createSymbolicLink(world.sources.resolve("site/lun"), folder.resolve("other/lun"));

    BulkReport report = world.run(ANY);

    assertThat(report.passedOver())
        .extracting(PassedOver::reason)
        .containsOnly(PassedOver.Reason.LINK);
    assertThat(report.mirror().orElseThrow().isDone()).isTrue();
    assertThat(deleted()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PassedOver.Reason.class)
  void whatWasPassedOverForAFailurePreventsAll(PassedOver.Reason reason) throws IOException {
    world.run(ANY);
    world.gone("2");
    world.prepare(PathRules.all());

    BulkReport report =
        world
            .settings(ANY)
            .build()
            .run(
                passedOver -> {
                  passedOver.accept(new PassedOver("site", reason, ""));
                  return world.work(PathRules.all()).open(passedOver);
                });

    assertThat(report.mirror().orElseThrow().isDone()).isEqualTo(!reason.isFailure());
    assertThat(deleted()).hasSize(reason.isFailure() ? 0 : 2);
  }

  @Test
  void whatCannotBeLookedAtPreventsAll() throws IOException {
    world.run(ANY);
    world.gone("2", "site/lun/x/6");
    world.prepare(PathRules.all());

    BulkReport report =
        world.settings(ANY).sources(new Failing()).build().run(world.work(PathRules.all()));

    assertThat(deleted()).isEmpty();
    assertThat(report.status()).isEqualTo(RunStatus.SOME_FAILED);
    assertThat(report.mirror().orElseThrow().refused().orElseThrow()).contains("no answer from");
  }

  /** A file system that answers no more for what is in one folder. */
  private static final class Failing implements Sources {
    @Override
    public Found look(String location) throws IOException {
      return Sources.local().look(location);
    }

    @Override
    public UploadSource open(String location) throws IOException {
      return Sources.local().open(location);
    }

    @Override
    public boolean isGone(String location, String folder) throws IOException {
      return Sources.local().isGone(location, folder);
    }

    @Override
    public Optional<String> emptied(String location, String folder) throws IOException {
      if (location.endsWith("6")) {
        throw new IOException("no answer from " + location);
      }
      return Optional.empty();
    }
  }
}
