package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.World;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.VerificationMode;
import io.hostward.upload.WriteMode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files for a folder that nobody reads before all of it was looked at and moved. */
class StagedTest {
  private static final UploadRequest STAGED = World.request().written(WriteMode.STAGED);

  @ParameterizedTest
  @EnumSource
  void aTicketIsAllThatAFileCosts(Entry entry) throws IOException {
    try (World world = World.of(1)) {
      UploadResult result = entry.upload(world, STAGED);

      assertThat(world.vsphere.calls()).containsExactly(Call.INVENTORY, Call.TICKET);
      assertThat(world.store.history(World.TARGET)).last().isEqualTo(World.NEW);
      assertThat(result.bytes()).isEqualTo(World.NEW.length);
      assertThat(result.path()).isEqualTo(World.TARGET);
      assertThat(result.outcome().target()).isEqualTo(TargetState.NEW);
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterAPartTheNextAttemptGoesBesideItSinceTheFirstHostMayBeWritingStill(Entry entry)
      throws IOException {
    try (World world = World.of(2)) {
      world.transport.next("esx1", new Effect.BreaksAfter(4));

      entry.upload(world, STAGED);

      List<byte[]> stood = world.store.history(World.TARGET);
      assertThat(stood.get(stood.size() - 2)).as("what the first attempt left").hasSize(4);
      assertThat(stood).last().as("whole, at once").isEqualTo(World.NEW);
      assertThat(world.vsphere.calls()).endsWith(Call.TICKET, Call.FILE_SIZE, Call.MOVE);
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsToBeReadBackIsReadBackWithoutAskingForItsSize(Entry entry) throws IOException {
    try (World world = World.of(1)) {
      UploadResult result = entry.upload(world, STAGED.verifiedBy(VerificationMode.SHA256));

      assertThat(world.vsphere.calls()).containsExactly(Call.INVENTORY, Call.TICKET, Call.TICKET);
      assertThat(result.sha256()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatNoRouteTakesMayLeaveAPart(Entry entry) {
    try (World world = World.of(1)) {
      world.transport.next("esx1", new Effect.BreaksAfter(4));
      world.transport.next("relay", new Effect.BreaksAfter(4));
      world.transport.next("relay", new Effect.BreaksAfter(4));
      UploadException failure = failure(world, entry, STAGED);

      assertThat(failure.outcome().target()).isEqualTo(TargetState.PERHAPS_PART);
      assertThat(failure)
          .hasMessageContaining("where it was kept for its folder")
          .hasMessageNotContaining("in place");
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void itReplacesWhatIsThere(Entry entry) {
    try (World world = World.of(1)) {
      UploadException failure = failure(world, entry, STAGED.overwriting(false));

      assertThat(failure).hasMessageContaining("without overwriting");
      assertThat(world.transport.transfers()).isEmpty();
    }
  }

  private static UploadException failure(World world, Entry entry, UploadRequest request) {
    return catchThrowableOfType(UploadException.class, () -> entry.upload(world, request));
  }
}
