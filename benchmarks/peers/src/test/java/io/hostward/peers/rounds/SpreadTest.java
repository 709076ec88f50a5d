package io.hostward.peers.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
  }

  @Test
  void aSpreadIsShownWhereThereIsOne() {
    assertThat(new Spread(1.234, 1.1, 2).text(2)).isEqualTo("1.23 (1.10-2.00)");
    assertThat(new Spread(1.234, 1.233, 1.235).text(1)).isEqualTo("1.2");
  }
}
