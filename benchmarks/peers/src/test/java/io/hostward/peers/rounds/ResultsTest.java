package io.hostward.peers.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.peers.machine.Cost;
import io.hostward.peers.server.Delivery;
import io.hostward.peers.server.Spoken;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final Spoken TLS = new Spoken("TLSv1.3 X", 1, 0);
  private static final Load LOAD =
      new Load("one", List.of(new Delivery(Path.of("a"), 1L << 30, "a")), 0, 3);

  private final Results results = new Results(LOAD, List.of("hostward", "curl", "absent"));

  @Test
  void aRatioIsThatOfOneRound() {
    // Every round is twice as slow as the one before, for both: half of curl's CPU all the same.
    for (int round = 1; round <= 3; round++) {
      double slow = 1 << round;
      results.add("curl", round, new Cost(slow, slow, 1 << 20), TLS);
      results.add("hostward", round, new Cost(slow / 2, slow / 2, 3 << 20), TLS);
    }

    assertThat(results.table())
        .contains(
            "| hostward | 537 (268-1074) | 2.00 | 2.00 (1.00-4.00) | 0.50 | 3 | 3.00 | 0 % |",
            "All spoke TLSv1.3 X.");
    assertThat(results.allArrived()).isTrue();
  }

  @Test
  void aRoundInWhichCurlFailedHasNoRatio() {
    results.add("hostward", 1, new Cost(1, 1, 1 << 20), TLS);

    assertThat(results.table()).contains("| hostward | 1074 | - | 1.00 | - | 1 | - | 0 % |");
  }

  @Test
  void aFailureIsToldWithItsFirstReason() {
    results.fail("hostward", "no");
    results.fail("hostward", "later");

    assertThat(results.allArrived()).isFalse();
    assertThat(results.table()).contains("hostward failed: no").doesNotContain("later");
  }

  @Test
  void manyFilesAreCountedInFiles() {
    Delivery file = new Delivery(Path.of("a"), 64 << 10, "a");
    Results many = new Results(new Load("two", List.of(file, file), 0, 1), List.of("curl"));
    many.add("curl", 1, new Cost(0.5, 0.01, 1 << 20), new Spoken("TLSv1.3 X", 2, 1));

    assertThat(many.table())
        .contains("| curl | 4 | 1.00 | 81.92 | 1.00 | 5.00 | 1 | 1.00 | 50 % |");
  }
}
