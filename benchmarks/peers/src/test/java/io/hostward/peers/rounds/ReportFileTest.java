package io.hostward.peers.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir Path folder;

  @Test
  void aSectionTakesThePlaceOfItsOlderSelf() throws Exception {
    ReportFile report = new ReportFile(folder.resolve("PEERS.md"));
    report.write("One", List.of("a", "### within", "b"));
    report.write("Two", List.of("c"));
    report.write("One", List.of("d"));

    assertThat(Files.readAllLines(report.file()))
        .containsExactly(
            "# Hostward beside its peers", "", "## One", "", "d", "", "## Two", "", "c");
  }
}
