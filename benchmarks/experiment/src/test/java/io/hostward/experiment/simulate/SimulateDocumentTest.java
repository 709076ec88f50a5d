package io.hostward.experiment.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.experiment.report.RunFacts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulateDocumentTest {
  private static final RunFacts FACTS =
      RunFacts.of(List.of("simulate"), "test", "none", Instant.EPOCH);

  private static SimulateDocument document(SimulateDocument.Scenario... scenarios) {
    return SimulateDocument.of(FACTS, 5, 1, List.of(scenarios), List.of());
  }

  private static SimulateDocument.Scenario scenario(String name, double... ratios) {
    List<SimulateDocument.Contender> contenders =
        java.util.stream.IntStream.range(0, ratios.length)
            .mapToObj(
                i ->
                    new SimulateDocument.Contender(
                        "policy-" + i, false, 100 * ratios[i], ratios[i], ratios[i] + 0.5, 0))
            .toList();
    return new SimulateDocument.Scenario(name, name + " happens", 100, contenders);
  }

  @Test
  void severalScenariosCountAlikeAndTheWorstSeedIsTheWorstOfAll() {
    SimulateDocument document = document(scenario("easy", 1.1, 1, 3), scenario("hard", 1.3, 2, 15));

    assertThat(document.overall())
        .containsExactly(
            new SimulateDocument.Overall("policy-0", false, 1.2, 1.8),
            new SimulateDocument.Overall("policy-1", false, 1.5, 2.5),
            new SimulateDocument.Overall("policy-2", false, 9, 15.5));
    assertThat(document.answer())
        .isEqualTo(
            "Of 3, policy-0 came closest to the best possible time: 1.20 times the lower bound, by"
                + " the mean of 2 scenarios; farthest was policy-2, 9.00 times.");
  }

  @Test
  void oneScenarioIsNamedAndNotCountedAgain() {
    SimulateDocument document = document(scenario("easy", 1.1));

    assertThat(document.overall()).isEmpty();
    assertThat(document.answer())
        .isEqualTo("policy-0 took 1.10 times the lower bound on the time in easy.");
    assertThat(document().answer()).isEqualTo("Nothing was simulated.");
  }
}
