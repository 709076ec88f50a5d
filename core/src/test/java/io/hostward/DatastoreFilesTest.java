package io.hostward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.inventory.NameGlob;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.UploadResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
}
