package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.Fault;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.upload.Stage;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A move that gave no answer, or no answer of use: did it take place, and may it still? */
class UnansweredMoveTest {
  private static final UploadRequest CAREFUL = World.request().overwriting(false);
  private static final Fault BROKEN = new Fault.Refused(Kind.NO_ANSWER);

  @ParameterizedTest
  @EnumSource
  void aLostAnswerIsNoFailure(Entry entry) throws IOException {
    for (UploadRequest request : new UploadRequest[] {World.request(), CAREFUL}) {
      try (World world = World.of(1)) {
        world.vsphere.next(Call.MOVE, new Fault.AnswerLost(Kind.NO_ANSWER));

        entry.upload(world, request);

        assertThat(world.store.history(World.TARGET)).containsExactly(World.NEW);
        assertThat(world.vsphere.count(Call.MOVE)).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMoveThatNeverArrivedIsAskedForAgain(Entry entry) throws IOException {
    try (World world = World.of(1)) {
      world.vsphere.next(Call.MOVE, BROKEN, new Fault.AnswerLost(Kind.NO_ANSWER));

      entry.upload(world, World.request());

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
      assertThat(world.transport.transfers()).as("nothing is sent twice").hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRepeatedMoveMayMeetItsOwnResult(Entry entry) throws IOException {
    for (Kind kind : new Kind[] {Kind.ALREADY_EXISTS, Kind.NOT_FOUND}) {
      try (World world = World.of(1)) {
        world.vsphere.next(Call.MOVE, BROKEN, new Fault.AnswerLost(kind));

        entry.upload(world, CAREFUL);

        assertThat(world.store.history(World.TARGET)).containsExactly(World.NEW);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRepeatedMoveDoesNotTakeAnothersFileForItsOwn(Entry entry) {
    try (World world = World.of(1)) {
      world.vsphere.next(
          Call.MOVE, BROKEN, new Fault.After(() -> world.store.put(World.TARGET, World.OLD)));

      UploadException failure = failure(world, entry, CAREFUL);

      assertThat(failure).hasMessageContaining("ALREADY_EXISTS");
      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
      assertUnknown(world, failure);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMoveThatStaysUnansweredMayStillTakePlace(Entry entry) {
    try (World world = World.of(2)) {
      world.vsphere.always(Call.MOVE, BROKEN);

      UploadException failure = failure(world, entry, World.request());

      assertThat(world.time.waited()).isEqualTo(Duration.ofMinutes(2));
      assertThat(failure).hasMessageContaining("it was asked again for 120 s");
      assertThat(world.transport.transfers()).as("nothing is sent twice").hasSize(1);
      assertUnknown(world, failure);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatNobodyKnowsIsCalledUnknown(Entry entry) {
    try (World world = World.of(2)) {
      world.vsphere.next(Call.FILE_SIZE, new Fault.None());
      world.vsphere.always(Call.FILE_SIZE, BROKEN);
      world.vsphere.next(Call.MOVE, new Fault.AnswerLost(Kind.NO_ANSWER));

      UploadException failure = failure(world, entry, World.request());

      assertThat(failure.stage()).isEqualTo(Stage.PUBLICATION);
      assertThat(failure)
          .hasMessageContaining("whether the target is the new file or still the old one")
          .hasMessageContaining("look at the target before trying again")
          .message()
          .doesNotContain("as it was before");
      assertThat(world.transport.transfers()).hasSize(1);
    }
  }

  @Test
  void aMoveWithoutAnswerIsUnknownThoughTheOneAfterItWasAnswered() {
    try (World world = World.of(1)) {
      world.store.put(World.TARGET, World.OLD);
      world.vsphere.next(Call.MOVE, BROKEN);
      world.vsphere.always(Call.MOVE, new Fault.Refused(Kind.FAULT));

      assertUnknown(world, failure(world, Entry.BLOCKING, World.request()));
    }
  }

  @Test
  void withoutPatienceAMoveWithoutAnswerIsUnknown() {
    try (World world = World.of(1, settings -> settings.patience(Duration.ZERO))) {
      world.store.put(World.TARGET, World.OLD);
      world.vsphere.next(Call.MOVE, BROKEN);

      assertUnknown(world, failure(world, Entry.BLOCKING, World.request()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SESSION", "LOGIN", "CLOSED"})
  void aSessionThatGoesUnderTheMoveTellsNothing(Kind kind) {
    try (World world = World.of(1)) {
      world.vsphere.always(Call.MOVE, new Fault.Refused(kind));

      assertUnknown(world, failure(world, Entry.BLOCKING, World.request()));
    }
  }

  @Test
  void whatBreaksUnexpectedlyAfterTheMoveIsUnknown() {
    for (Throwable unexpected :
        new Throwable[] {
          new IllegalStateException("the answer names no task"), new NoSuchMethodError("getTask")
        }) {
      try (World world = World.of(1)) {
        world.store.put(World.TARGET, World.OLD);
        world.vsphere.next(Call.MOVE, new Fault.Then(() -> raise(unexpected), new Fault.None()));

        assertUnknown(world, failure(world, Entry.BLOCKING, World.request()));
      }
    }
  }

  private static void raise(Throwable unexpected) {
    if (unexpected instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) unexpected;
  }

  /** Who took the temporary file away is not known; that the old file is as long proves nothing. */
  @ParameterizedTest
  @EnumSource
  void aFirstMoveThatFoundNothingIsNoSuccess(Entry entry) {
    byte[] old = new byte[World.NEW.length];
    try (World world = World.of(1)) {
      world.store.put(World.TARGET, old);
      world.vsphere.next(
          Call.MOVE, new Fault.After(() -> world.store.temporary().forEach(world.store::remove)));

      UploadException failure = failure(world, entry, World.request());

      assertThat(failure.outcome().target()).isEqualTo(TargetState.UNKNOWN);
      assertThat(world.vsphere.count(Call.MOVE)).isEqualTo(1);
      assertThat(world.store.history(World.TARGET)).containsExactly(old);
    }
  }

  @Test
  void aFirstMoveThatWronglyFoundNothingLeavesTheOldFile() {
    try (World world = World.of(1)) {
      world.store.put(World.TARGET, World.OLD);
      world.vsphere.next(Call.MOVE, new Fault.Refused(Kind.NOT_FOUND));

      UploadException failure = failure(world, Entry.BLOCKING, World.request());

      assertThat(failure.outcome().target()).isEqualTo(TargetState.UNCHANGED);
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  private static void assertUnknown(World world, UploadException failure) {
    assertThat(failure.stage()).isEqualTo(Stage.PUBLICATION);
    assertThat(failure.outcome().target()).isEqualTo(TargetState.UNKNOWN);
    assertThat(world.vsphere.count(Call.DELETE)).as("nothing is deleted").isZero();
    assertThat(failure.outcome().leftovers())
        .containsExactlyElementsOf(world.store.temporary())
        .hasSize(1);
  }

  private static UploadException failure(World world, Entry entry, UploadRequest request) {
    return catchThrowableOfType(UploadException.class, () -> entry.upload(world, request));
  }
}
