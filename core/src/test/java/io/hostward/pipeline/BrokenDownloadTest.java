package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.download.DownloadException;
import io.hostward.download.DownloadRequest;
import io.hostward.pipeline.fake.Effect;
import io.hostward.pipeline.fake.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A download that dies anywhere, any number of times: the file, or nothing. */
class BrokenDownloadTest {
  private static Path folder;

  @BeforeContainer
  static void make() throws Exception {
    folder = Files.createTempDirectory("downloads");
  }

  @AfterContainer
  static void remove() throws Exception {
    Files.delete(folder);
  }

  @Property(tries = 100)
  void bytesAreThoseOfTheFileOrThereAreNone(
      @ForAll @Size(max = 40) byte[] content,
      @ForAll @Size(max = 7) List<@IntRange(max = 41) Integer> first,
      @ForAll @Size(max = 7) List<@IntRange(max = 41) Integer> second,
      @ForAll @Size(max = 7) List<@IntRange(max = 41) Integer> relay,
      @ForAll boolean ranges)
      throws Exception {
    Path local = folder.resolve("disk.iso");
    try (World world = World.of(2)) {
      world.store.put(World.TARGET, content);
      world.transport.ranges(ranges);
      world.transport.next("esx1", breaks(first));
      world.transport.next("esx2", breaks(second));
      world.transport.next("relay", breaks(relay));
      try {
        world.hostward.files().download(DownloadRequest.of(World.TARGET, local));
        assertThat(Files.readAllBytes(local)).isEqualTo(content);
        Files.delete(local);
      } catch (DownloadException e) {
        assertThat(relay).as("the last route broke too").isNotEmpty();
        assertThat(e.attempts()).hasSizeGreaterThanOrEqualTo(3);
      }
      assertThat(folder).isEmptyDirectory();
    }
  }

  private static Effect[] breaks(List<Integer> after) {
    return after.stream().map(Effect.BreaksAfter::new).toArray(Effect[]::new);
  }
}
