package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.plan.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Any folders that come and go, while others put files there between any two steps and the process
 * is killed at any: no file of others is ever lost, and at last no folder is left that held nothing
 * but what was delivered from one that is gone.
 */
class MirrorFoldersPropertyTest {
  private static final DeleteLimit ANY = new DeleteLimit(1000, false);
  private static final List<String> NAMES =
      List.of("p/1", "p/q/2", "p/q/r/3", "p/q-s/4", "p/q s/t/5", "u/v/6", "u/7");

  @Property(tries = 15)
  void nothingOfOthersIsLost(@ForAll long seed) throws IOException {
    Path folder = Files.createTempDirectory("mirror");
    try {
      Random random = new Random(seed);
      MirrorWorld world = new MirrorWorld(folder).file("stays");
      Set<StoredFile> others = new HashSet<>();
      for (int run = 0; run < 5; run++) {
        for (String name : NAMES) {
          if (random.nextInt(3) == 0) {
            world.file(name);
          } else {
            world.gone(name);
          }
        }
        meanwhile(world, random, others, run);
        world.killAtFolder = random.nextInt(12);
        try {
          world.run(ANY);
        } catch (MirrorWorld.Killed e) {
          // The next run goes on.
        }
        assertThat(world.stored.values()).containsAll(others);
      }
      world.meanwhile.clear();
      world.killAtFolder = Integer.MAX_VALUE;
      world.gone(NAMES.toArray(String[]::new));
      world.run(ANY);
      world.run(ANY);
      assertThat(world.stored.values()).containsAll(others);
      for (String left : world.folders()) {
        boolean held =
            left.equals("[a] iso")
                || left.startsWith("[b]")
                || world.stored.keySet().stream()
                    .anyMatch(path -> path.toString().startsWith(left + "/"));
        assertThat(held).as(left + " holds something, or is not ours").isTrue();
      }
    } finally {
      MirrorWorld.remove(folder);
    }
  }

  private static void meanwhile(MirrorWorld world, Random random, Set<StoredFile> others, int run) {
    world.meanwhile.clear();
    for (int n = 0; n < 3; n++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      // A size that nobody else has tells it from all others.
      int size = 100 + run * 10 + n;
      world.meanwhile.put(
          world.looks + random.nextInt(12),
          () -> {
            String path = "[a] iso/" + name + "-other";
            world.foreign(path, size, Duration.ZERO);
            others.removeIf(file -> !world.stored.containsValue(file));
            others.add(world.stored.get(io.hostward.inventory.DatastorePath.parse(path)));
          });
    }
  }
}
