package io.hostward.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.Entry;
import io.hostward.pipeline.fake.World;
import io.hostward.transfer.UploadSource;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import io.hostward.upload.VerificationMode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A status of success alone proves nothing. */
class VerificationTest {
  private static final UploadRequest DIGESTED = World.request().verifiedBy(VerificationMode.SHA256);

  @ParameterizedTest
  @EnumSource
  void aShortFileMovesOn(Entry entry) throws IOException {
    try (World world = World.of(2)) {
      world.transport.next("esx1", new Effect.Truncates(10));

      UploadResult result = entry.upload(world, World.request());

      assertThat(world.store.history(World.TARGET)).containsExactly(World.NEW);
      assertThat(result.failed())
          .singleElement()
          .satisfies(
              failed -> {
                assertThat(failed.stage()).isEqualTo(Stage.VERIFICATION);
                assertThat(failed.problem())
                    .contains("answered 201 to 29 bytes, but 10 bytes are stored");
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void sizeAloneMissesOtherBytes(Entry entry) throws IOException {
    try (World world = World.of(1)) {
      world.transport.next("esx1", new Effect.Corrupts());

      entry.upload(world, World.request());

      assertThat(world.target()).hasSameSizeAs(new String(World.NEW, UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDigestFindsOtherBytes(Entry entry) throws IOException, NoSuchAlgorithmException {
    try (World world = World.of(2)) {
      world.transport.next("esx1", new Effect.Corrupts());

      UploadResult result = entry.upload(world, DIGESTED);

      assertThat(world.store.history(World.TARGET)).containsExactly(World.NEW);
      assertThat(result.sha256()).hasValue(sha256(World.NEW));
      assertThat(result.failed())
          .singleElement()
          .satisfies(
              failed -> {
                assertThat(failed.stage()).isEqualTo(Stage.VERIFICATION);
                assertThat(failed.problem())
                    .contains("stored other bytes than were sent")
                    .contains(sha256(World.NEW) + " sent");
              });
      assertThat(world.transport.transfers())
          .containsExactly("PUT esx1", "GET esx1", "PUT esx2", "GET esx2");
      assertThat(world.vsphere.tickets().misuses()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatCannotBeReadBackMovesOn(Entry entry) throws IOException {
    try (World world = World.of(2)) {
      world.transport.next("esx1", new Effect.Works(), new Effect.Answers(401, 0));

      UploadResult result = entry.upload(world, DIGESTED);

      assertThat(result.failed())
          .singleElement()
          .satisfies(
              failed -> {
                assertThat(failed.stage()).isEqualTo(Stage.VERIFICATION);
                assertThat(failed.status()).isEqualTo(401);
                assertThat(failed.bytesSent()).isEqualTo(World.NEW.length);
              });
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyFileIsAFile(Entry entry) throws IOException, NoSuchAlgorithmException {
    try (World world = World.of(1)) {
      UploadRequest empty =
          UploadRequest.of(UploadSource.of(new byte[0]), World.TARGET)
              .verifiedBy(VerificationMode.SHA256);

      UploadResult result = entry.upload(world, empty);

      assertThat(result.sha256()).hasValue(sha256(new byte[0]));
      assertThat(world.store.read(World.TARGET)).hasValue(new byte[0]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereNobodyStoresItRightItIsNotPublished(Entry entry) {
    try (World world = World.of(1)) {
      world.store.put(World.TARGET, World.OLD);
      world.transport.next("esx1", new Effect.Corrupts());
      world.transport.next("relay", new Effect.Corrupts());

      UploadException failure =
          catchThrowableOfType(UploadException.class, () -> entry.upload(world, DIGESTED));

      assertThat(failure.stage()).isEqualTo(Stage.VERIFICATION);
      assertThat(world.store.history(World.TARGET)).containsExactly(World.OLD);
      assertThat(world.store.temporary()).isEmpty();
    }
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
