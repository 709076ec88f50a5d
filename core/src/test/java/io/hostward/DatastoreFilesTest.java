package io.hostward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.inventory.NameGlob;
import io.hostward.pipeline.Limits;
import io.hostward.pipeline.Pause;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.UploadResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatastoreFilesTest {
  private static final DatastoreTarget TOP = DatastoreTarget.parse("[vmstore]");

  private final World world = World.of(2);
  private final DatastoreFiles files = world.hostward.files();

  @AfterEach
  void close() {
    world.close();
  }

  private static DatastorePath path(String path) {
    return new DatastorePath("vmstore", path);
  }

  private static Kind refusal(ThrowingCallable call) {
    VSphereException refused = catchThrowableOfType(VSphereException.class, call);
    assertThat(refused).isNotNull();
    return refused.kind();
  }

  @Test
  void questionsAreAskedAgainAndChangesAreNot() throws Exception {
    world.store.put(path("a"), World.NEW);
    world.vsphere.next(Call.FILE_SIZE, new Fault.Refused(Kind.NO_ANSWER));
    world.vsphere.next(Call.LIST, new Fault.Refused(Kind.NO_ANSWER));
    assertThat(files.find(path("a"))).contains(DatastoreEntry.file(World.NEW.length));
    assertThat(files.list(TOP, List.of(NameGlob.everything())).orElseThrow().entries())
        .containsOnlyKeys("a");

    world.vsphere.next(Call.MOVE, new Fault.Refused(Kind.NO_ANSWER));
    assertThat(refusal(() -> files.move(path("a"), path("b"), false))).isEqualTo(Kind.NO_ANSWER);
    assertThat(world.vsphere.count(Call.MOVE)).isEqualTo(1);
  }

  @Test
  void filesAndFoldersAreNotTakenForEachOther() throws Exception {
    world.store.put(path("iso/a"), World.NEW);
    assertThat(refusal(() -> files.delete(path("iso")))).isEqualTo(Kind.INVALID);
    assertThat(refusal(() -> files.deleteFolder(path("iso/a")))).isEqualTo(Kind.INVALID);
    assertThat(world.vsphere.count(Call.DELETE)).isZero();
    assertThat(files.delete(path("iso/b"))).isFalse();
    assertThat(files.delete(path("iso/a"))).isTrue();
  }

  /** The fake answers to every name with vmstore, as a cluster answers with a member. */
  @Test
  void datastoreClusterIsNoPlaceForFiles() {
    assertThat(refusal(() -> files.find(new DatastorePath("pod", "a")))).isEqualTo(Kind.AMBIGUOUS);
    assertThat(refusal(() -> files.delete(new DatastorePath("/DC/datastore/pod", "a"))))
        .isEqualTo(Kind.AMBIGUOUS);
  }

  @Test
  void datastoreMayBeNamedByPathOrId() throws Exception {
    world.store.put(path("a"), World.NEW);
    assertThat(files.find(new DatastorePath("/Lab/Prague/datastore/vmstore", "a"))).isPresent();
    assertThat(files.in("Prague").find(new DatastorePath("datastore-1", "a"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vmstore", "datastore-1", "/Lab/Prague/datastore/vmstore"})
  void nothingGoesOntoItselfOrIntoItselfByWhateverNameOfTheDatastore(String name) throws Exception {
    world.store.put(path("a"), World.NEW);
    world.store.put(path("folder/b"), World.OLD);
    for (String other : List.of("vmstore", name)) {
      assertThat(refusal(() -> files.move(path("a"), new DatastorePath(other, "a"), true)))
          .isEqualTo(Kind.INVALID);
      assertThat(refusal(() -> files.plain().copy(new DatastorePath(other, "a"), path("a"), true)))
          .isEqualTo(Kind.INVALID);
      for (String within : List.of("folder", "folder/new", "folder/new/er")) {
        DatastorePath to = new DatastorePath(other, within);
        assertThat(refusal(() -> files.move(path("folder"), to, false))).isEqualTo(Kind.INVALID);
        assertThat(refusal(() -> files.copy(path("folder"), to, true))).isEqualTo(Kind.INVALID);
        assertThat(refusal(() -> files.requireApart(path("folder"), to))).isEqualTo(Kind.INVALID);
      }
    }
    assertThat(world.vsphere.calls()).containsOnly(Call.INVENTORY);
    assertThat(world.store.read(path("a"))).contains(World.NEW);

    files.copy(path("a"), path("aa"), false);
    files.move(path("aa"), path("folder/aa"), false);
    assertThat(world.store.read(path("folder/aa"))).contains(World.NEW);
  }

  @Test
  void leftoversOfUploadsUnderWayAreNone() throws Exception {
    world.transport.next("esx1", new Effect.HangsAfter(4));
    CompletableFuture<UploadResult> upload = world.hostward.uploadAsync(World.request());
    world.transport.hanging().acquire();
    world.store.put(
        path(".hostward-123e4567-e89b-12d3-a456-426614174000-0a1b2c3d.part"), World.OLD);
    world.store.put(path(".hostward-x.part"), World.OLD);
    assertThat(world.store.temporary()).hasSize(3);

    assertThat(files.leftovers(TOP, false, Duration.ZERO))
        .extracting(leftover -> leftover.path().fileName())
        .containsExactly(".hostward-123e4567-e89b-12d3-a456-426614174000-0a1b2c3d.part");
    upload.cancel(true);
  }

  /** The methods that ask vCenter, and a call at which each may wait. */
  enum Waits {
    FIND(Call.FILE_SIZE, files -> files.find(path("a"))),
    FIND_DATASTORE(Call.INVENTORY, files -> files.find(path("a"))),
    LIST(Call.LIST, files -> files.list(TOP, List.of(NameGlob.everything()))),
    LIST_ALL(Call.LIST, files -> files.listAll(TOP, List.of(NameGlob.everything()))),
    MAKE_FOLDER(Call.MAKE_FOLDER, files -> files.makeFolder(path("b/c"), true)),
    DELETE(Call.DELETE, files -> files.delete(path("a"))),
    DELETE_FOLDER(Call.DELETE, files -> files.deleteFolder(path("folder"))),
    MOVE(Call.MOVE, files -> files.move(path("a"), path("b"), true)),
    COPY(Call.COPY, files -> files.copy(path("a"), path("b"), true)),
    LEFTOVERS(Call.LIST, files -> files.leftovers(TOP, true, Duration.ZERO));

    private final Call at;
    private final Use use;

    Waits(Call at, Use use) {
      this.at = at;
      this.use = use;
    }
  }

  interface Use {
    void of(DatastoreFiles files) throws VSphereException;
  }

  @ParameterizedTest
  @EnumSource
  void timeEndsEachMethodWhereverItWaits(Waits method) {
    world.store.put(path("a"), World.NEW);
    world.store.put(path("folder/a"), World.NEW);
    world.vsphere.always(method.at, new Fault.Blocks());

    VSphereException late =
        catchThrowableOfType(
            VSphereException.class, () -> method.use.of(files.within(Duration.ofMillis(20))));

    assertThat(late.kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(late).hasMessageStartingWith("the deadline of 20 ms has passed: ");
    assertThat(Thread.interrupted()).as("the thread comes back uninterrupted").isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void interruptEndsEachMethodAndIsKept(Waits method) throws Exception {
    world.store.put(path("a"), World.NEW);
    world.store.put(path("folder/a"), World.NEW);
    Thread caller = Thread.currentThread();
    world.vsphere.always(method.at, new Fault.Then(caller::interrupt, new Fault.Blocks()));

    assertThat(refusal(() -> method.use.of(files))).isEqualTo(Kind.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void timeEndsTheWaitForAVcenterThatIsAway() {
    try (World away =
        World.of(1, settings -> TestSettings.waiting(settings, Limits.DEFAULT, Pause.REAL))) {
      away.vsphere.always(Call.FILE_SIZE, new Fault.Refused(Kind.NO_ANSWER));
      DatastoreFiles limited = away.hostward.files().within(Duration.ofMillis(400));

      VSphereException late =
          catchThrowableOfType(VSphereException.class, () -> limited.find(path("a")));
      assertThat(late.kind()).isEqualTo(Kind.INTERRUPTED);
      assertThat(late)
          .hasMessageContaining("the deadline of 400 ms")
          .hasMessageContaining("interrupted before it was asked again: FILE_SIZE on vc.example");
    }
  }

  @Test
  void timeIsThatOfDownloadsWithoutOne(@TempDir Path folder) {
    world.store.put(path("a"), World.NEW);
    world.transport.next("esx1", new Effect.HangsAfter(4));
    assertThatThrownBy(
            () ->
                files
                    .within(Duration.ofMillis(400))
                    .in("Prague")
                    .plain()
                    .download(path("a"), folder.resolve("a")))
        .hasMessageContaining("the deadline of 400 ms has passed");
    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(() -> files.within(Duration.ZERO))
        .hasMessage("a deadline is positive, was: PT0S");
  }

  @Test
  void timeThatIsNotNeededLeavesNoInterrupt() throws Exception {
    world.store.put(path("a"), World.NEW);
    assertThat(files.within(Duration.ofDays(9)).delete(path("a"))).isTrue();
    assertThat(Thread.interrupted()).isFalse();
  }
}
