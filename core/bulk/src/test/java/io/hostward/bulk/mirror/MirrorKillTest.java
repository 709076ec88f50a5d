package io.hostward.bulk.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.progress.RunStatus;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that dies between a deletion's beginning and its end in the ledger. */
class MirrorKillTest {
  private static final DeleteLimit ANY = new DeleteLimit(100, false);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0, true", "0, false", "3, true", "3, false", "5, true", "5, false"})
  void theNextRunEndsWhatTheKilledOneBegan(int deletion, boolean before) throws IOException {
    MirrorWorld world = new MirrorWorld(folder).file("1", "2", "3", "4", "5", "6");
    world.run(ANY);
    world.gone("1", "3", "5");
    world.killAt(deletion, before);
    assertThatExceptionOfType(MirrorWorld.Killed.class).isThrownBy(() -> world.run(ANY));
    Set<DatastorePath> first = new HashSet<>(world.deleted);
    assertThat(first).hasSize(before ? deletion : deletion + 1);
    world.killAt(Integer.MAX_VALUE, false);
    world.file("7");
    // Came back before the next run: what is under its name again is kept.
    world.file("5");

    BulkReport report = world.run(ANY);

    Set<DatastorePath> all = new HashSet<>(first);
    all.addAll(world.deleted);
    assertThat(all).hasSize(first.size() + world.deleted.size());
    assertThat(world.stored.keySet())
        .extracting(DatastorePath::path)
        .containsOnly("iso/2", "iso/4", "iso/5", "iso/6", "iso/7")
        .hasSize(10);
    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    assertThat(report.mirror().orElseThrow().deleted().deliveries())
        .isEqualTo(world.deleted.size());
    assertThat(report.run().tally().planned().deliveries()).isEqualTo(10);
    assertThat(world.run(ANY).status()).isEqualTo(RunStatus.NOTHING_TO_DO);
    assertThat(world.deleted).isEmpty();
  }
}
