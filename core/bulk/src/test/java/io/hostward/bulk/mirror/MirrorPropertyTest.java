package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.source.PathRules;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Any runs, with sources that come and go, files of others, locks, failures and kills between: what
 * may not be deleted never is, as {@link MirrorWorld} has it, and what may be deleted is in the
 * end.
 */
class MirrorPropertyTest {
  private static final List<String> NAMES =
      List.of("f0", "f1", "f2", "sub/f3", "sub/f4", "d.vmdk", "d-flat.vmdk", "sub/x/f5");

  private static final List<String> FOREIGN =
      List.of(
          "foreign1",
          "sub/foreign2",
          "f2",
          "vm/m.vmx",
          "vm/log",
          "vm/sub/x",
          ".hidden/x",
          "other/x",
          "other/.hidden",
          "other/y.vmdk",
          "sub/f3");

  @Property(tries = 60)
  void onlyWhatItHasPutThereAndWhatIsGoneIsDeleted(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int runs) throws IOException {
    Path folder = Files.createTempDirectory("mirror");
    try {
      Random random = new Random(seed);
      MirrorWorld world = new MirrorWorld(folder);
      if (random.nextBoolean()) {
        world.choices = world.choices.andUnknown(Set.of());
      }
      world.file("stays-1", "stays-2", "stays-3", "stays-4");
      for (int run = 0; run < runs; run++) {
        change(world, random);
        run(world, random);
      }
      world.locked.clear();
      world.failing.clear();
      world.killAt(Integer.MAX_VALUE, false);
      world.gone(NAMES.stream().filter(name -> !world.has(name)).toArray(String[]::new));
      for (int last = 0; last < 2; last++) {
        BulkReport report = world.run(new DeleteLimit(1000, false));
        assertThat(report.status()).isIn(RunStatus.ALL_DONE, RunStatus.NOTHING_TO_DO);
      }
      for (DatastorePath path : world.ours.keySet()) {
        boolean unchanged =
            world.stored.get(path) == world.ours.get(path) && !world.unsure.contains(path);
        boolean disk = path.path().endsWith(".vmdk") || path.path().startsWith("iso/vm");
        if (unchanged && !disk && !world.targets().contains(path)) {
          assertThat(world.stored).doesNotContainKey(path);
        }
      }
    } finally {
      MirrorWorld.remove(folder);
    }
  }

  /** A file that was changed at its size, and that a run failed to replace: it stays. */
  @Example
  void whatARunHasFailedToReplaceStays() throws IOException {
    onlyWhatItHasPutThereAndWhatIsGoneIsDeleted(-1063, 3);
  }

  private static void change(MirrorWorld world, Random random) throws IOException {
    world.time.pass(Duration.ofSeconds(1));
    for (String name : NAMES) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> world.file(name);
        case 3 -> world.gone(name);
        case 4 -> world.emptied(name);
        case 5 -> world.foreign("[a] iso/" + name, random.nextInt(10));
        case 6 -> world.locked.add(DatastorePath.parse("[b] iso/" + name));
        default -> {}
      }
    }
    for (String name : FOREIGN) {
      if (random.nextInt(4) == 0) {
        world.foreign("[a] iso/" + name, 1, Duration.ofMinutes(random.nextInt(100)));
      }
    }
    world.failing.clear();
    if (random.nextInt(4) == 0) {
      world.failing.add("f" + random.nextInt(6));
    }
    world.killAt(random.nextInt(6), random.nextBoolean());
  }

  private static void run(MirrorWorld world, Random random) throws IOException {
    boolean percent = random.nextBoolean();
    DeleteLimit limit = new DeleteLimit(random.nextInt(percent ? 101 : 6), percent);
    PathRules rules =
        random.nextInt(3) == 0 ? PathRules.all().exclude("f" + random.nextInt(6)) : PathRules.all();
    try {
      BulkReport report = world.run(limit, rules);
      if (report.run().tally().failed().deliveries() > 0) {
        assertThat(world.deleted).isEmpty();
        assertThat(report.mirror().orElseThrow().refused()).isPresent();
      }
      assertThat(
              report.mirror().orElseThrow().deleted().deliveries()
                  + report.mirror().orElseThrow().unknown().deliveries())
          .isGreaterThanOrEqualTo(world.deleted.size());
    } catch (MirrorWorld.Killed e) {
      // The next run goes on.
    }
    long targets = world.targets().size() / 2;
    for (String datastore : List.of("a", "b")) {
      long gone = world.deleted.stream().filter(at -> at.datastore().equals(datastore)).count();
      long most = limit.number() == 0 ? 0 : Math.max(1, targets * limit.number() / 100);
      assertThat(gone).isLessThanOrEqualTo(percent ? most : limit.number());
    }
    assertThat(world.deleted.size()).isLessThanOrEqualTo(percent ? 100 : (int) limit.number());
  }
}
