package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.Mount;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.UploadSource;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in the way on the datastore ends an upload before its body, or after one. */
class ObstacleTest {
  private static final DatastorePath FILE = DatastorePath.parse("[vmstore] x");
  private static final DatastorePath BELOW = DatastorePath.parse("[vmstore] x/a/y.iso");

  /** Large by its word; where its bytes are asked for, the test is lost. */
  private static final UploadSource LARGE =
      new UploadSource() {
        @Override
        public long size() {
          return 64L << 20;
        }

        @Override
        public java.nio.channels.ReadableByteChannel open() {
          throw new AssertionError("no byte is due");
        }

        @Override
        public boolean canOpen() {
          return true;
        }

        @Override
        public boolean isRepeatable() {
          return true;
        }

        @Override
        public String describe() {
          return "a large file";
        }
      };

  private static UploadException failure(World world, Entry entry, UploadRequest request) {
    return catchThrowableOfType(UploadException.class, () -> entry.upload(world, request));
  }

  private static UploadException failure(World world, UploadRequest request) {
    return failure(world, Entry.BLOCKING, request);
  }

  @ParameterizedTest
  @EnumSource
  void oneRouteAloneIsTriedForWhatTheDatastoreExplains(Entry entry) {
    try (World world = World.of(3)) {
      world.store.put(FILE, World.OLD);

      UploadException failure =
          failure(world, entry, UploadRequest.of(UploadSource.of(World.NEW), BELOW));

      assertThat(world.transport.transfers()).containsExactly("PUT esx1");
      assertThat(failure.domain()).isEqualTo(FailureDomain.REQUEST);
      assertThat(failure)
          .hasMessageContaining("[vmstore] x is a file, so nothing can be stored below it")
          .hasMessageContaining("(esx1 answered 500)");
      assertThat(failure.outcome().target()).isEqualTo(TargetState.UNCHANGED);
      assertThat(failure.attempts().get(0).status()).isEqualTo(500);
      assertThat(world.store.read(FILE)).hasValue(World.OLD);
    }
  }

  @Test
  void aLargeBodyIsNotEvenBegun() {
    try (World world = World.of(3)) {
      world.store.put(FILE, World.OLD);

      UploadException failure = failure(world, UploadRequest.of(LARGE, BELOW));

      assertThat(failure.stage()).isEqualTo(Stage.PREPARATION);
      assertThat(failure).hasMessageContaining("[vmstore] x is a file");
      assertThat(world.transport.transfers()).isEmpty();
      assertThat(world.vsphere.count(Call.TICKET)).isZero();
    }
  }

  @Test
  void aFolderOfTheTargetsNameIsFoundBeforeALargeBody() {
    try (World world = World.of(3)) {
      world.store.makeFolder("disk.iso");

      UploadException failure = failure(world, UploadRequest.of(LARGE, World.TARGET));

      assertThat(failure)
          .hasMessage("[vmstore] disk.iso is a folder, and cannot be replaced by a file");
      assertThat(world.transport.transfers()).isEmpty();
      assertThat(failure(world, World.request().overwriting(false)))
          .hasMessage("[vmstore] disk.iso is a folder, and cannot be replaced by a file");
    }
  }

  @Test
  void aFolderOfTheTargetsNameIsToldAfterASmallBody() {
    try (World world = World.of(3)) {
      world.store.makeFolder("disk.iso");

      UploadException failure = failure(world, World.request());

      assertThat(failure.stage()).isEqualTo(Stage.PUBLICATION);
      assertThat(failure)
          .hasMessageContaining("[vmstore] disk.iso is a folder, and cannot be replaced by a file");
      assertThat(failure.outcome().target()).isEqualTo(TargetState.UNCHANGED);
      assertThat(failure.outcome().leftovers()).isEmpty();
    }
  }

  /** A look, where one answers; a second for a target that is new in a folder. */
  @Test
  void callsBeforeALargeBody() {
    try (World world = World.of(1)) {
      world.transport.next("esx1", new Effect.ThrowsAtOnce());
      failure(world, UploadRequest.of(LARGE, World.TARGET));
      assertThat(world.vsphere.calls())
          .containsExactly(Call.INVENTORY, Call.FILE_SIZE, Call.TICKET);
    }
    try (World world = World.of(1)) {
      world.store.makeFolder("iso");
      world.transport.next("esx1", new Effect.ThrowsAtOnce());
      failure(world, UploadRequest.of(LARGE, DatastorePath.parse("[vmstore] iso/disk.iso")));
      assertThat(world.vsphere.calls())
          .containsExactly(Call.INVENTORY, Call.FILE_SIZE, Call.FILE_SIZE, Call.TICKET);
    }
  }

  @Test
  void aUserWhoMayNotLookIsToldBeforeALargeBody() {
    try (World world = World.of(1)) {
      world.vsphere.always(Call.FILE_SIZE, new Fault.Refused(Kind.PERMISSION));

      UploadException failure = failure(world, UploadRequest.of(LARGE, World.TARGET));

      assertThat(failure.domain()).isEqualTo(FailureDomain.PERMISSION);
      assertThat(world.transport.transfers()).isEmpty();
    }
  }

  @Test
  void whatCannotBeLookedUpIsLeftToTheBody() {
    try (World world = World.of(1)) {
      world.vsphere.next(Call.FILE_SIZE, new Fault.Refused(Kind.NO_ANSWER));
      world.transport.next("esx1", new Effect.ThrowsAtOnce());

      failure(world, UploadRequest.of(LARGE, World.TARGET));

      assertThat(world.transport.transfers()).containsExactly("PUT esx1");
      assertThat(world.time.pauses()).isEmpty();
    }
  }

  /** A host that answers errors of its own is no reason to end, and is asked about once. */
  @Test
  void whatTheDatastoreDoesNotExplainMovesOn() throws IOException {
    try (World world = World.of(3)) {
      world.transport.next("esx1", new Effect.Answers(500, 4));
      world.transport.next("esx2", new Effect.Answers(500, 4));

      world.hostward.upload(World.request());

      assertThat(world.transport.transfers()).containsExactly("PUT esx1", "PUT esx2", "PUT esx3");
      assertThat(world.vsphere.count(Call.FILE_SIZE)).as("a look, a verification").isEqualTo(2);
    }
  }

  @Test
  void aNameThatIsTooLongForAnyDatastoreIsRefusedAtOnce() {
    try (World world = World.of(1)) {
      DatastorePath longest = new DatastorePath("vmstore", "\u00e9".repeat(127) + "x");
      DatastorePath longer = new DatastorePath("vmstore", "\u00e9".repeat(128));

      UploadException failure =
          failure(world, UploadRequest.of(UploadSource.of(World.NEW), longer));

      assertThat(failure)
          .hasMessageEndingWith("has a name of 256 bytes in it; a datastore takes 255 at most");
      assertThat(world.transport.transfers()).isEmpty();
      assertThat(failure(world, UploadRequest.of(UploadSource.of(World.NEW), longest))).isNull();
    }
  }

  @Test
  void aDatastoreThatAllMountReadOnlyIsRefusedWithoutARelay() {
    try (World world = World.of(0)) {
      Mount mount = World.mount("esx1", Connection.CONNECTED);
      world.vsphere.says(
          World.inventory(
              List.of(
                  new Mount(
                      mount.host(),
                      Mount.AccessMode.READ_ONLY,
                      true,
                      Optional.of(true),
                      Optional.empty()))));

      UploadException failure = failure(world, World.request());

      assertThat(failure.stage()).isEqualTo(Stage.INVENTORY);
      assertThat(failure).hasMessageEndingWith("all hosts mount it read only");
      assertThat(world.transport.transfers()).isEmpty();
    }
  }
}
