package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader sees the old file or the new one, and nothing else is left. */
class AtomicityTest {

  static Stream<Effect> failures() {
    return Stream.concat(
        failuresOfTheRoute(),
        Stream.of(
            new Effect.SourceFailsAfter(0),
            new Effect.SourceFailsAfter(7),
            new Effect.ThrowsAtOnce(),
            new Effect.Fails(new IllegalStateException("a fault of the transport"))));
  }

  static Stream<Effect> failuresOfTheRoute() {
    return Stream.of(
        new Effect.RefusesConnection(),
        new Effect.BreaksAfter(0),
        new Effect.BreaksAfter(9),
        new Effect.Truncates(5),
        new Effect.Truncates(0),
        new Effect.Answers(401, 0),
        new Effect.Answers(404, 12),
        new Effect.Answers(500, 28),
        new Effect.Answers(503, 0));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void afterEveryFailureTheOldFileStandsAndNothingElse(Effect effect) {
    for (Entry entry : Entry.values()) {
      try (World world = World.of(1)) {
        world.vsphere.withoutRelay();
        world.store.put(World.TARGET, World.OLD);
        world.transport.next("esx1", effect);

        UploadException failure =
            catchThrowableOfType(UploadException.class, () -> entry.upload(world, World.request()));

        assertThat(failure).hasMessageEndingWith("The target is as it was before.");
        assertThat(failure.attempts()).hasSize(1);
        assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
        assertThat(world.store.temporary()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("failuresOfTheRoute")
  void afterAFailureTheNextRouteReplacesTheOldFileInOneStep(Effect effect) throws IOException {
    try (World world = World.of(1)) {
      world.store.put(World.TARGET, World.OLD);
      world.transport.next("esx1", effect);

      world.hostward.upload(World.request());

      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD, World.NEW);
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @Test
  void aReaderThatPollsSeesWholeFilesOnly() throws Exception {
    try (World world = World.of(1)) {
      world.store.put(World.TARGET, World.OLD);
      AtomicBoolean reading = new AtomicBoolean(true);
      CompletableFuture<Boolean> whole =
          CompletableFuture.supplyAsync(
              () -> {
                while (reading.get()) {
                  byte[] seen = world.store.read(World.TARGET).orElse(new byte[0]);
                  if (seen.length != World.OLD.length && seen.length != World.NEW.length) {
                    return false;
                  }
                }
                return true;
              });

      for (int i = 0; i < 200; i++) {
        world.hostward.upload(World.request());
      }
      reading.set(false);

      assertThat(whole.get()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeDeletedIsNamed(Entry entry) {
    try (World world = World.of(1)) {
      world.vsphere.always(Call.DELETE, new Fault.Refused(Kind.FAULT));
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.transport.next("relay", new Effect.BreaksAfter(4), new Effect.BreaksAfter(4));

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> entry.upload(world, World.request()));

      assertThat(world.store.temporary()).hasSize(3);
      for (DatastorePath left : world.store.temporary()) {
        assertThat(left.toString())
            .matches("\\[vmstore] \\.hostward-[0-9a-f-]{36}-[0-9a-f]{8}\\.part");
        assertThat(failure).hasMessageContaining(left.toString());
      }
      assertThat(failure).hasMessageContaining("Could not be deleted, please delete: ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAHangingHostHeldIsDeletedAfterTheNextAttempt(Entry entry) throws IOException {
    try (World world = World.of(2)) {
      world.vsphere.next(Call.DELETE, new Fault.Refused(Kind.FAULT));
      world.transport.next("esx1", new Effect.BreaksAfter(4));

      entry.upload(world, World.request());

      assertThat(world.store.temporary()).isEmpty();
      assertThat(world.vsphere.count(Call.DELETE)).isEqualTo(2);
    }
  }

  @Test
  void whatABrokenOffHostStillHoldsIsWaitedForAtTheEnd() {
    try (World world = World.of(1)) {
      for (int i = 0; i < 4; i++) {
        world.vsphere.next(Call.DELETE, new Fault.Refused(Kind.LOCKED));
      }
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.transport.next("relay", new Effect.BreaksAfter(4), new Effect.BreaksAfter(4));

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> world.hostward.upload(World.request()));

      assertThat(world.store.temporary()).isEmpty();
      assertThat(failure).hasMessageEndingWith("The target is as it was before.");
    }
  }

  @Test
  void aFileThatIsGoneAtLastIsNotNamed() {
    try (World world = World.of(1)) {
      world.vsphere.next(Call.DELETE, new Fault.Refused(Kind.FAULT));
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.transport.next("relay", new Effect.BreaksAfter(4), new Effect.BreaksAfter(4));

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> world.hostward.upload(World.request()));

      assertThat(world.store.temporary()).isEmpty();
      assertThat(failure).hasMessageEndingWith("The target is as it was before.");
    }
  }

  @Test
  void aCleanupThatThrowsDoesNotHideASuccess() throws IOException {
    try (World world = World.of(2)) {
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.vsphere.always(
          Call.DELETE,
          new Fault.After(
              () -> {
                throw new IllegalStateException("a fault of the adapter");
              }));

      world.hostward.upload(World.request());

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
    }
  }

  @Test
  void aFileThatWasVerifiedByNothingIsNotPublished() {
    try (World world = World.of(1)) {
      world.store.put(World.TARGET, World.OLD);
      world.vsphere.always(Call.FILE_SIZE, new Fault.Refused(Kind.PERMISSION));

      UploadException failure =
          catchThrowableOfType(
              UploadException.class,
              () -> world.hostward.upload(World.request().verifiedBy(VerificationMode.SIZE)));

      assertThat(failure.stage()).isEqualTo(Stage.VERIFICATION);
      assertThat(failure.attempts()).as("no other route would be allowed more").hasSize(1);
      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
      assertThat(world.store.temporary()).isEmpty();
    }
  }
}
