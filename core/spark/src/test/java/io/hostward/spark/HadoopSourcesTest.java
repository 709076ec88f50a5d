package io.hostward.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.source.Sources;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopSourcesTest {
  @TempDir Path folder;
  private final Configuration hadoop = new Configuration();
  private final Sources sources = new HadoopSources(hadoop);

  private static byte[] read(UploadSource source, ByteBuffer buffer) throws IOException {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    try (ReadableByteChannel channel = source.open()) {
      while (channel.read(buffer) >= 0) {
        buffer.flip();
        byte[] piece = new byte[buffer.remaining()];
        buffer.get(piece);
        bytes.writeBytes(piece);
        buffer.clear();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void aFileIsReadAgainFromItsFirstByteIntoAnyBuffer() throws IOException {
    byte[] content = new byte[700_001];
    new Random(3).nextBytes(content);
    String location = Files.write(folder.resolve("a b%20.iso"), content).toUri().getPath();

    UploadSource source = sources.open("file:" + location);

    assertThat(source.size()).isEqualTo(content.length);
    assertThat(source.isRepeatable()).isTrue();
    assertThat(read(source, ByteBuffer.allocateDirect(300_000))).isEqualTo(content);
    assertThat(read(source, ByteBuffer.allocate(1000))).isEqualTo(content);
    source.verifyUnchanged();
    assertThat(sources.look("file:" + location).size()).isEqualTo(content.length);
  }

  @Test
  void aFileThatChangedIsNotTakenForWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "one");
    UploadSource source = sources.open(file.toUri().toString());
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

    assertThatIOException()
        .isThrownBy(source::verifyUnchanged)
        .withMessageContaining("changed while it was uploaded");
    assertThatIOException()
        .isThrownBy(() -> sources.look(folder.toUri().toString()))
        .withMessageContaining("is no file");
    assertThatIOException()
        .isThrownBy(() -> sources.open("file:" + folder + "/none"))
        .withMessageContaining("there is no file");
  }

  @Test
  void sourcesAreLookedForFromTheManifestsFolderUnlessTheyAreWhole() throws IOException {
    Path manifest =
        Files.writeString(
            folder.resolve("m.csv"),
            "source,target\nsub/a.iso,[ds] x/\ns3a://bucket/b.iso,[ds] y\n/top/c.iso,[ds] z\n");
    try (Stream<Delivery> rows =
        HadoopFiles.manifest(manifest.toString(), manifest.toString(), hadoop).open()) {
      List<Delivery> all = rows.toList();

      assertThat(all)
          .extracting(row -> row.source().location())
          .containsExactly(
              "file:" + folder + "/sub/a.iso", "s3a://bucket/b.iso", "file:/top/c.iso");
      assertThat(all.get(0).target()).isEqualTo(new DatastorePath("ds", "x/a.iso"));
    }
  }

  @Test
  void idsTellTheJobAndTheTarget() {
    UploadIds ids = new UploadIds("job");
    DatastorePath target = new DatastorePath("ds", "a");

    assertThat(new UploadIds("job").of(target)).isEqualTo(ids.of(target));
    assertThat(ids.of(new DatastorePath("ds", "b"))).isNotEqualTo(ids.of(target));
    assertThat(ids.isOfJob(ids.of(target))).isTrue();
    assertThat(new UploadIds("other").isOfJob(ids.of(target))).isFalse();
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    LoginSource login = new LoginSource("user", LoginSource.Place.ALIAS, "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerSettings.of("http://vc.example/sdk", login))
        .withMessageContaining("https URL");
    ServerSettings server = ServerSettings.of("https://vc.example/sdk", login);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobSettings.of(server, "m", "r").rankedBy("nobody"))
        .withMessageContaining("least-loaded");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ServerSettings(server.url(), login, List.of(), "", List.of("no-address")))
        .withMessageContaining("HOST=ADDRESS");
  }
}
