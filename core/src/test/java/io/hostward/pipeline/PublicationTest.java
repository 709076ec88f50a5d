package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.WriteMode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The last step: the name. What if it fails, or nobody knows whether it did? */
class PublicationTest {
  private static final UploadRequest CAREFUL = World.request().overwriting(false);

  @ParameterizedTest
  @EnumSource
  void anExistingFileIsNotOverwrittenAgainstTheCallersWish(Entry entry) {
    try (World world = World.of(1)) {
      world.store.put(World.TARGET, World.OLD);

      UploadException failure = failure(world, entry, CAREFUL);

      assertThat(failure.stage()).isEqualTo(Stage.PREPARATION);
      assertThat(failure)
          .hasMessage("[vmstore] disk.iso exists already and is not to be overwritten");
      assertThat(world.transport.transfers()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewFileIsWrittenWithoutOverwriting(Entry entry) throws IOException {
    try (World world = World.of(1)) {
      entry.upload(world, CAREFUL);

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatAppearsMeanwhileIsNotOverwritten(Entry entry) {
    try (World world = World.of(2)) {
      world.vsphere.next(
          Call.MOVE, new Fault.After(() -> world.store.put(World.TARGET, World.OLD)));

      UploadException failure = failure(world, entry, CAREFUL);

      assertThat(failure.stage()).isEqualTo(Stage.PUBLICATION);
      assertThat(failure).hasMessageContaining("ALREADY_EXISTS");
      assertThat(failure.attempts()).hasSize(1);
      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMoveThatFailsForGoodLeavesTheOldFile(Entry entry) {
    try (World world = World.of(2)) {
      world.store.put(World.TARGET, World.OLD);
      world.vsphere.always(Call.MOVE, new Fault.Refused(Kind.FAULT));

      UploadException failure = failure(world, entry, World.request());

      assertThat(world.vsphere.count(Call.MOVE)).isEqualTo(3);
      assertThat(failure.domain()).isEqualTo(FailureDomain.VCENTER);
      assertThat(failure).hasMessageEndingWith("The target is as it was before.");
      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsLockedAsItIsMovedIsWaitedFor(Entry entry) throws IOException {
    try (World world = World.of(2)) {
      for (int i = 0; i < 4; i++) {
        world.vsphere.next(Call.MOVE, new Fault.Refused(Kind.LOCKED));
      }

      entry.upload(world, World.request());

      assertThat(world.store.history(World.TARGET)).containsExactly(World.NEW);
      assertThat(world.transport.transfers()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatStaysLockedEndsTheUploadAfterSomeSeconds(Entry entry) {
    try (World world = World.of(2)) {
      world.vsphere.always(Call.MOVE, new Fault.Refused(Kind.LOCKED));

      UploadException failure = failure(world, entry, World.request());

      assertThat(failure.domain()).isEqualTo(FailureDomain.DATASTORE);
      assertThat(world.time.waited()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(12));
      assertThat(world.transport.transfers()).as("nothing is sent twice").hasSize(1);
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void inPlaceNeedsNoTemporaryNameAndNoMove(Entry entry) throws IOException {
    try (World world = World.of(1)) {
      entry.upload(world, World.request().written(WriteMode.IN_PLACE));

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
      assertThat(world.vsphere.calls())
          .containsExactly(Call.INVENTORY, Call.TICKET, Call.FILE_SIZE);
      assertThat(world.store.removals()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void inPlaceTheNextRouteWritesTheWholeFile(Entry entry) throws IOException {
    try (World world = World.of(2)) {
      world.transport.next("esx1", new Effect.BreaksAfter(4));

      entry.upload(world, World.request().written(WriteMode.IN_PLACE));

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
    }
  }

  @ParameterizedTest
  @EnumSource
  void inPlaceAFailureSaysThatAPartMayStandThere(Entry entry) {
    try (World world = World.of(0)) {
      world.transport.next("relay", new Effect.BreaksAfter(4), new Effect.BreaksAfter(4));

      UploadException failure = failure(world, entry, World.request().written(WriteMode.IN_PLACE));

      assertThat(failure).hasMessageContaining("a part of the file may stand under its name");
      assertThat(world.store.read(World.TARGET).orElseThrow()).hasSize(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void inPlaceAFailureBeforeTheFirstByteLeavesTheOldFile(Entry entry) {
    try (World world = World.of(0)) {
      world.store.put(World.TARGET, World.OLD);
      world.vsphere.always(Call.TICKET, new Fault.Refused(Kind.PERMISSION));

      UploadException failure = failure(world, entry, World.request().written(WriteMode.IN_PLACE));

      assertThat(failure).hasMessageEndingWith("The target is as it was before.");
      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
    }
  }

  private static UploadException failure(World world, Entry entry, UploadRequest request) {
    return catchThrowableOfType(UploadException.class, () -> entry.upload(world, request));
  }

  @ParameterizedTest
  @EnumSource
  void inPlaceAndWithoutOverwritingIsRefusedBeforeAnyCall(Entry entry) {
    try (World world = World.of(1)) {
      UploadException failure =
          catchThrowableOfType(
              UploadException.class,
              () ->
                  entry.upload(
                      world,
                      World.request()
                          .written(io.hostward.upload.WriteMode.IN_PLACE)
                          .overwriting(false)));

      assertThat(failure)
          .hasMessageContaining("cannot be written in place and without overwriting");
      assertThat(world.vsphere.calls()).isEmpty();
      assertThat(world.transport.transfers()).isEmpty();
    }
  }
}
