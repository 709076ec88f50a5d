package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestbedPlanTest {
  private static final LinkRate RATE = LinkRate.parse("1Gbit");

  private static TestbedPlan plan(int hosts, String far, int millis) {
    return new TestbedPlan(hosts, RATE, RATE, RATE, Optional.of(far), Duration.ofMillis(millis));
  }

  @Test
  void onlyTheFarHostIsFarByHalfOfTheRoundTripEachWay() {
    assertThat(Plans.FOUR.hostNodes())
        .extracting(Plans.FOUR::delay)
        .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMillis(10));
  }

  @Test
  void theFarHostMustBeThere() {
    assertThatThrownBy(() -> plan(3, "ESX4", 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ESX4");
  }

  @Test
  void thereMustBeAnEsx3AndARoundTripInReason() {
    assertThatThrownBy(() -> plan(2, "ESX1", 20)).hasMessageContaining("3 to 8");
    assertThatThrownBy(() -> plan(9, "ESX1", 20)).hasMessageContaining("3 to 8");
    assertThatThrownBy(() -> plan(4, "ESX1", 2001)).hasMessageContaining("2 s");
  }
}
