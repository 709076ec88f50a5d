package io.hostward.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostward.cli.Cli;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  private final Cli cli = new Cli();

  @TempDir Path folder;

  @Test
  void aSimulationsReportHasItsFiguresAndTargets() throws Exception {
    Path page = folder.resolve("policies.html");
    String[] simulate = {
      "simulate",
      "--seeds",
      "1",
      "--scenario",
      "one-busy",
      "--policy",
      "least-loaded",
      "--policy",
      "govmomi",
      "--policy",
      "random",
      "--report",
      page.toString()
    };

    assertThat(cli.run(simulate)).isZero();

    JsonNode document = new ObjectMapper().readTree(folder.resolve("policies.json").toFile());
    assertThat(document.at("/answer").asText())
        .startsWith("Of 3, least-loaded came closest to the best possible time: 1.0")
        .contains(" in one-busy; farthest was ");
    JsonNode contenders = document.at("/scenarios/0/contenders");
    assertThat(contenders).hasSize(3);
    assertThat(contenders.at("/0/peer").asBoolean()).isFalse();
    assertThat(contenders.at("/1/peer").asBoolean()).isTrue();
    assertThat(contenders.at("/0/overBound").asDouble()).isBetween(1.0, 1.1);
    assertThat(cli.out())
        .contains(String.format(Locale.ROOT, "%.2f", contenders.at("/0/overBound").asDouble()));
    assertThat(document.at("/targets")).isNotEmpty();
    assertThat(page).content().contains("Figures of one-busy", "hostward simulate --seeds 1");
    simulate[simulate.length - 1] = folder.resolve("none/report.html").toString();
    assertThat(cli.run(simulate)).isEqualTo(2);
  }
}
