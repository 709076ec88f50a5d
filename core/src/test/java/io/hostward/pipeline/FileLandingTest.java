package io.hostward.pipeline;

import static io.hostward.pipeline.fake.World.NEW;
import static io.hostward.pipeline.fake.World.OLD;
import static io.hostward.pipeline.fake.World.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.download.DownloadEvent;
import io.hostward.download.DownloadRequest;
import io.hostward.pipeline.fake.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a download comes to, and what stood there. */
class FileLandingTest {
  @TempDir Path folder;
  private final World world = World.of(1);

  @AfterEach
  void close() {
    world.close();
  }

  private Path local() {
    return folder.resolve("disk.iso");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw-------", "r--r--r--", "rwxrw-rw-"})
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "Windows has neither POSIX permissions nor links for everybody")
  void fileThatIsReplacedKeepsItsPermissionsFromTheFirstByteOn(String mode) throws Exception {
    Files.write(local(), OLD);
    Files.setPosixFilePermissions(local(), PosixFilePermissions.fromString(mode));
    List<String> modes = new ArrayList<>();
    world.store.put(TARGET, NEW);
    world
        .hostward
        .files()
        .download(
            DownloadRequest.of(TARGET, local())
                .heardBy(
                    event -> {
                      if (event instanceof DownloadEvent.Asked) {
                        modes.addAll(modes());
                      }
                    }));

    assertThat(modes).containsExactly(mode, mode);
    assertThat(modes()).containsExactly(mode);
    assertThat(Files.readAllBytes(local())).isEqualTo(NEW);
  }

  private List<String> modes() {
    try {
      List<String> modes = new ArrayList<>();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
      }
      return modes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "Windows has neither POSIX permissions nor links for everybody")
  void linkThatLeadsNowhereStays() throws Exception {
    Path away = folder.resolve("not-mounted/disk.iso");
    Files.createSymbolicLink(local(), away);
    world.store.put(TARGET, NEW);

    assertThatThrownBy(() -> world.hostward.files().download(TARGET, local()))
        .hasMessageContaining("a link that leads nowhere");
    assertThat(Files.readSymbolicLink(local())).isEqualTo(away);
    assertThat(world.transport.transfers()).isEmpty();
  }

  @Test
  void folderThatTakesNoFileIsNamedWithFileAndReason() throws Exception {
    Files.write(local(), OLD);
    world.store.put(TARGET, NEW);
    Path within = local().resolve("x.iso");
    assertThatThrownBy(() -> world.hostward.files().download(TARGET, within))
        .hasMessageContaining(within + ": no file can be made in its folder, " + local() + ": ")
        .hasMessageNotContaining(".hostward-");
    assertThat(world.transport.transfers()).isEmpty();
  }

  @Test
  void diskThatFillsUpEndsItAndLeavesNothing() {
    CountDownLatch written = new CountDownLatch(1);
    WritableByteChannel full =
        new WritableByteChannel() {
          @Override
          public int write(ByteBuffer bytes) throws IOException {
            if (written.getCount() == 0) {
              throw new IOException("No space left on device");
            }
            written.countDown();
            int count = bytes.remaining();
            bytes.position(bytes.limit());
            return count;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };
    world.store.put(TARGET, NEW);
    assertThatThrownBy(
            () ->
                world
                    .hostward
                    .files()
                    .download(DownloadRequest.of(TARGET, new DownloadRequest.Stream(full))))
        .hasMessageContaining("cannot be written here: No space left on device");
    assertThat(world.transport.transfers()).as("no other route").containsExactly("GET esx1");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no /dev/null")
  void deviceIsNoFileToBeReplaced() throws Exception {
    world.store.put(TARGET, NEW);
    assertThatThrownBy(() -> world.hostward.files().download(TARGET, Path.of("/dev/null")))
        .hasMessageContaining("/dev/null is no file but a device");
    assertThat(world.transport.transfers()).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no links for everybody")
  void linkStaysALink() throws Exception {
    Path real = Files.write(folder.resolve("real.iso"), OLD);
    Path link = Files.createSymbolicLink(folder.resolve("link.iso"), real);
    world.store.put(TARGET, NEW);
    world.hostward.files().download(TARGET, link);

    assertThat(link).isSymbolicLink();
    assertThat(Files.readAllBytes(real)).isEqualTo(NEW);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(link, real);
    }
  }
}
