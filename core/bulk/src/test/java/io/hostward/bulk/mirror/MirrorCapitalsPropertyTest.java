package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * On datastores that do not tell capitals apart, sources are renamed by their capitals alone: what
 * was delivered under the new name is there in the end.
 */
class MirrorCapitalsPropertyTest {
  private static final List<List<String>> NAMES =
      List.of(
          List.of("a.iso", "A.iso", "a.ISO"),
          List.of("\u00e4\u00df.iso", "\u00c4\u00df.iso"),
          List.of("sub/x", "Sub/x", "SUB/X"),
          List.of("\u0434\u0438\u0441\u043a", "\u0414\u0418\u0421\u041a"));

  @Property(tries = 20)
  void whatWasDeliveredIsThere(@ForAll long seed) throws IOException {
    Path folder = Files.createTempDirectory("mirror");
    try {
      Random random = new Random(seed);
      MirrorWorld world = new MirrorWorld(folder).file("stays");
      world.ignoreCase = true;
      // So that no later change tells them apart.
      world.behind = Duration.ofDays(1);
      for (int run = 0; run < 4; run++) {
        for (List<String> names : NAMES) {
          names.forEach(name -> gone(world, name));
          int chosen = random.nextInt(names.size() + 1);
          if (chosen < names.size()) {
            world.file(names.get(chosen));
          }
        }
        world.time.pass(Duration.ofMinutes(1));

        world.run(new DeleteLimit(100, false));

        for (DatastorePath target : world.targets()) {
          assertThat(world.holds(target)).as(target + " after run " + run).isTrue();
        }
      }
    } finally {
      MirrorWorld.remove(folder);
    }
  }

  private static void gone(MirrorWorld world, String name) {
    try {
      world.gone(name);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
