package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.bulk.BulkReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** A limit holds to the file: so many may go, and with one more none goes. */
class MirrorLimitPropertyTest {

  @Property(tries = 25)
  void allGoWithinTheLimitAndNoneBeyond(
      @ForAll @IntRange(min = 1, max = 12) int stay,
      @ForAll @IntRange(min = 1, max = 6) int go,
      @ForAll boolean percent,
      @ForAll @IntRange(min = -1, max = 1) int off)
      throws IOException {
    Path folder = Files.createTempDirectory("mirror");
    try {
      MirrorWorld world = new MirrorWorld(folder);
      for (int n = 0; n < stay; n++) {
        world.file("stays-" + n);
      }
      for (int n = 0; n < go; n++) {
        world.file("goes-" + n);
      }
      world.run(DeleteLimit.DEFAULT);
      for (int n = 0; n < go; n++) {
        world.gone("goes-" + n);
      }
      // For a share, the first that comes to as many files; or one percent more, or less.
      long number =
          percent ? Math.min(100, Math.max(0, (100L * go + stay - 1) / stay + off)) : 2L * go + off;
      boolean all =
          percent ? number > 0 && (go == 1 || 100L * go <= number * stay) : 2L * go <= number;

      BulkReport report = world.run(new DeleteLimit(number, percent));

      assertThat(world.deleted).hasSize(all ? 2 * go : 0);
      assertThat(report.mirror().orElseThrow().isDone()).isEqualTo(all);
    } finally {
      MirrorWorld.remove(folder);
    }
  }

  @Property
  void aShareIsNeverMoreThanItSaysButForTheFirstFile(
      @ForAll @LongRange(min = 0, max = 100) long percent,
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long delivered) {
    long most = new DeleteLimit(percent, true).most(delivered);
    assertThat(most).isBetween(0L, delivered);
    if (percent == 0 || delivered == 0) {
      assertThat(most).isZero();
    } else {
      assertThat(most).isGreaterThanOrEqualTo(1);
      assertThat(most == 1 || most * 100 <= delivered * percent).isTrue();
      assertThat((most + 1) * 100).isGreaterThan(delivered * percent);
    }
  }

  @Example
  void aNumberIsOfAllDatastoresTogether() throws IOException {
    Path folder = Files.createTempDirectory("mirror");
    try {
      MirrorWorld world = new MirrorWorld(folder).file("1", "2");
      world.run(DeleteLimit.DEFAULT);
      world.gone("2");
      assertThat(world.run(new DeleteLimit(1, false)).mirror().orElseThrow().refused()).isPresent();
      assertThat(world.deleted).isEmpty();
      world.run(new DeleteLimit(2, false));
      assertThat(world.deleted)
          .extracting(Object::toString)
          .isEqualTo(List.of("[a] iso/2", "[b] iso/2"));
    } finally {
      MirrorWorld.remove(folder);
    }
  }
}
