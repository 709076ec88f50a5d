package io.hostward.bulk.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.hostward.bulk.progress.RunStatus;
import io.hostward.bulk.progress.Tally;
import io.hostward.bulk.schedule.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed for good, and the same command again. */
class KillTest {
  private static final int FILES = 60;
  private static final int ALL = 3 * FILES;
  private static final int BEFORE = 100;

  @TempDir Path folder;

  @Test
  void aKilledRunIsGoneOnWith() throws Exception {
    Path sources = Files.createDirectories(folder.resolve("sources/x"));
    for (int n = 0; n < FILES; n++) {
      Files.writeString(sources.resolve("f" + n), "x".repeat(n * 50));
    }
    sources = folder.resolve("sources");
    Path stores = Files.createDirectories(folder.resolve("stores"));
    Path ledger = folder.resolve("ledger.sqlite");
    Process killed = start(sources, stores, ledger);
    try {
      // As many as may be under way have stalled.
      await().atMost(Duration.ofSeconds(60)).until(() -> lines(stores, "stalled ").size() == 8);
      assertThatIOException()
          .isThrownBy(() -> Ledger.open(ledger, InstantSource.system()))
          .withMessageContaining("in use by process " + killed.pid() + " on ");
    } finally {
      killed.destroyForcibly();
      killed.waitFor();
    }
    assertThat(killed.exitValue()).as("by signal 9").isEqualTo(128 + 9);
    int published = lines(stores, "published ").size();
    assertThat(published).as("half of those that stalled").isEqualTo(BEFORE + 4);

    RunReport report = FolderRun.run(sources, stores, ledger, Integer.MAX_VALUE);

    assertThat(report.status()).isEqualTo(RunStatus.ALL_DONE);
    Tally tally = report.tally();
    assertThat(tally.planned().deliveries()).isEqualTo(ALL);
    assertThat(tally.there().deliveries()).isEqualTo(published);
    assertThat(tally.arrived().deliveries()).isEqualTo(ALL - published);
    assertThat(lines(stores, "published ")).hasSize(ALL).doesNotHaveDuplicates();
    Map<String, Long> begun =
        lines(stores, "begun ").stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(begun.values().stream().filter(count -> count > 1))
        .as("sent again: those in flight that had not arrived")
        .hasSize(BEFORE + 8 - published);
    for (String datastore : List.of("a", "b", "c")) {
      for (int n = 0; n < FILES; n++) {
        assertThat(stores.resolve(datastore + "/iso/x/f" + n))
            .hasSameBinaryContentAs(sources.resolve("x/f" + n));
      }
    }
    assertThat(FolderRun.run(sources, stores, ledger, Integer.MAX_VALUE).status())
        .isEqualTo(RunStatus.NOTHING_TO_DO);
  }

  private static List<String> lines(Path stores, String beginning) throws IOException {
    Path log = stores.resolve("log");
    if (!Files.exists(log)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.startsWith(beginning)).toList();
    }
  }

  private Process start(Path sources, Path stores, Path ledger) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FolderRun.class.getName(),
            sources.toString(),
            stores.toString(),
            ledger.toString(),
            String.valueOf(BEFORE))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }
}
