package io.hostward.experiment.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.HostId;
import io.hostward.inventory.InventorySnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
  private static final InventorySnapshot INVENTORY =
      new InventorySnapshot(
          new DatastoreSnapshot(
              "datastore-1",
              "vmstore",
              "DC",
              Optional.empty(),
              OptionalLong.empty(),
              OptionalLong.empty(),
              OptionalLong.empty(),
              true,
              "normal"),
          List.of(),
          Instant.EPOCH);

  private static Round round(int number, boolean told) {
    HostEvidence host =
        new HostEvidence(
            new HostId("host-1"),
            "ESX1",
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            0,
            1,
            Optional.empty());
    Verdict verdict =
        new Verdict(1, told ? Optional.of(host) : Optional.empty(), 1, List.of(host), List.of());
    return new Round(number, List.of(), INVENTORY, verdict, List.of(), Optional.empty(), Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2|0|in all 2 rounds that could tell, for [vmstore].",
        "2|1|in all 2 rounds that could tell, for [vmstore]; 1 round could not tell.",
        "1|2|in the one round that could tell, for [vmstore]; 2 rounds could not tell."
      })
  void aHostIsNamedWithTheRoundsThatTell(int told, int others, String end) {
    List<Round> rounds = new ArrayList<>();
    for (int number = 1; number <= told + others; number++) {
      rounds.add(round(number, number <= told));
    }
    assertThat(Answer.of("vmstore", rounds, Map.of("ESX1", told)))
        .isEqualTo("vCenter relayed through ESX1 " + end);
  }
}
