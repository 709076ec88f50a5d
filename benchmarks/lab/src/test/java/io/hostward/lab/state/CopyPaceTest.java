package io.hostward.lab.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CopyPaceTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final CopyPace pace = new CopyPace(now::get);

  @Test
  void copiesTakeNoTimeUnlessARateIsSet() {
    assertThat(pace.withinAHost(1_000_000)).isZero();
    for (int i = 0; i < 20; i++) {
      assertThat(pace.betweenHosts("a", 1_000_000)).isZero();
    }
  }

  @Test
  void eachCopyHasTheRateAndTheyWaitForTheirTurnBetweenHostsOnly() {
    pace.setBytesPerSecond(1_000);
    pace.setBetweenHosts(2);
    for (int i = 0; i < 3; i++) {
      assertThat(pace.withinAHost(1_000)).isEqualTo(Duration.ofSeconds(1));
    }
    assertThat(pace.betweenHosts("a", 1_000)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pace.betweenHosts("a", 3_000)).isEqualTo(Duration.ofSeconds(3));
    assertThat(pace.betweenHosts("a", 1_000)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pace.betweenHosts("a", 1_000)).isEqualTo(Duration.ofSeconds(3));
    assertThat(pace.betweenHosts("b", 1_000)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatIsOverHoldsNothingUp() {
    pace.setBytesPerSecond(1_000);
    pace.setBetweenHosts(1);
    assertThat(pace.betweenHosts("a", 1_000)).isEqualTo(Duration.ofSeconds(1));
    now.addAndGet(Duration.ofMillis(1_500).toNanos());
    assertThat(pace.betweenHosts("a", 1_000)).isEqualTo(Duration.ofSeconds(1));
  }
}
