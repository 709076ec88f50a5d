package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.inventory.DatastorePath;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.FakeVSphere.Call;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.FailureDomain;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be sent once is sent once; folders are made where they are missing. */
class SourcesTest {
  private static final DatastorePath DEEP = DatastorePath.parse("[vmstore] iso/linux/disk.iso");

  @ParameterizedTest
  @EnumSource
  void aFileIsSentAgainFromItsFirstByte(Entry entry, @TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("disk.iso"), World.NEW);
    try (World world = World.of(2)) {
      world.transport.next("esx1", new Effect.BreaksAfter(20));

      entry.upload(world, UploadRequest.of(file, World.TARGET));

      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamSurvivesARouteThatReadNothing(Entry entry) throws IOException {
    try (World world = World.of(2)) {
      world.transport.next("esx1", new Effect.RefusesConnection());

      UploadResult result = entry.upload(world, stream(World.TARGET));

      assertThat(result.failed()).hasSize(1);
      assertThat(world.store.read(World.TARGET)).hasValue(World.NEW);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatIsSaidToBeEmptyIsNotStoredSoIfItIsNot(Entry entry) {
    try (World world = World.of(2)) {
      UploadSource source = UploadSource.of(new ByteArrayInputStream(World.NEW), 0);

      UploadException failure =
          catchThrowableOfType(
              UploadException.class,
              () -> entry.upload(world, UploadRequest.of(source, World.TARGET)));

      assertThat(failure.domain()).isEqualTo(FailureDomain.SOURCE);
      assertThat(failure).hasMessageContaining("the stream holds more than the 0 bytes");
      assertThat(world.transport.transfers()).isEmpty();
      assertThat(world.store.history(World.TARGET)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatWasSentInPartEndsTheUploadThere(Entry entry) {
    try (World world = World.of(3)) {
      world.transport.next("esx1", new Effect.BreaksAfter(8));

      UploadException failure =
          catchThrowableOfType(
              UploadException.class, () -> entry.upload(world, stream(World.TARGET)));

      assertThat(world.transport.transfers()).containsExactly("PUT esx1");
      assertThat(failure.attempts()).as("no route is blamed that was not tried").hasSize(1);
      assertThat(failure)
          .hasMessageContaining("a stream of 29 bytes was sent in part and cannot be sent again")
          .hasMessageContaining("hand in a source that can be opened again, such as a file")
          .hasMessageContaining("esx1 reset the connection");
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatWasSentBeforeIsRefusedAtOnce(Entry entry) throws IOException {
    try (World world = World.of(1)) {
      UploadRequest once = stream(World.TARGET);
      entry.upload(world, once);

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> entry.upload(world, once));

      assertThat(failure.stage()).isEqualTo(Stage.PREPARATION);
      assertThat(failure).hasMessageContaining("was read already or is closed");
      assertThat(world.transport.transfers()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSourceThatFailsEndsTheUpload(Entry entry) {
    try (World world = World.of(3)) {
      world.transport.next("esx1", new Effect.SourceFailsAfter(8));

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> entry.upload(world, World.request()));

      assertThat(failure.attempts()).hasSize(1);
      assertThat(failure).hasMessageContaining("the disk failed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMissingFolderIsMadeAndTheFileSentAgainWithANewTicket(Entry entry) throws IOException {
    try (World world = World.of(2)) {
      UploadResult result = entry.upload(world, bytes(DEEP));

      assertThat(result.failed()).isEmpty();
      assertThat(world.store.read(DEEP)).hasValue(World.NEW);
      assertThat(world.transport.transfers()).containsExactly("PUT esx1", "PUT esx1");
      assertThat(world.vsphere.calls())
          .containsExactly(
              Call.INVENTORY,
              Call.TICKET,
              Call.MAKE_FOLDER,
              Call.TICKET,
              Call.FILE_SIZE,
              Call.MOVE);
      assertThat(world.vsphere.tickets().misuses()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFolderOfAStreamIsMadeBeforeTheFirstByte(Entry entry) throws IOException {
    try (World world = World.of(1)) {
      entry.upload(world, stream(DEEP));

      assertThat(world.vsphere.calls()).startsWith(Call.INVENTORY, Call.MAKE_FOLDER, Call.TICKET);
      assertThat(world.transport.transfers()).containsExactly("PUT esx1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatMissesAnExistingFolderMeansSomethingElse(Entry entry) throws IOException {
    try (World world = World.of(2)) {
      world.store.makeFolder("iso/linux");
      Effect missing = new Effect.Answers(404, 8);
      world.transport.next("esx1", missing, missing);
      world.transport.next("esx2", missing);

      UploadResult result = entry.upload(world, bytes(DEEP));

      assertThat(world.transport.transfers())
          .containsExactly("PUT esx1", "PUT esx1", "PUT esx2", "PUT relay");
      assertThat(world.vsphere.count(Call.MAKE_FOLDER)).isEqualTo(1);
      assertThat(result.failed()).allSatisfy(failed -> assertThat(failed.status()).isEqualTo(404));
    }
  }

  private static UploadRequest stream(DatastorePath target) {
    return UploadRequest.of(
        UploadSource.of(new ByteArrayInputStream(World.NEW), World.NEW.length), target);
  }

  private static UploadRequest bytes(DatastorePath target) {
    return UploadRequest.of(UploadSource.of(World.NEW), target);
  }
}
