package io.hostward.experiment.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimTest {
  private static CompareDocument.WayPart way(
      String name, @Nullable Double ratio, @Nullable Double low, @Nullable Double high) {
    return new CompareDocument.WayPart(
        name, 9, 0, 1L, 1L, 1L, 1.0, 0.1, null, ratio, low, high, List.of());
  }

  private static final CompareDocument.WayPart RELAY =
      way("relay through vCenter", null, null, null);

  @Test
  void aDifferenceIsClaimedWhereTheIntervalLiesAboveOne() {
    assertThat(
            Claim.of(
                List.of(
                    way("direct to ESX1", 2.0, 1.5, 2.5),
                    way("direct to ESX2", 1.2, 0.9, 1.5),
                    RELAY)))
        .isEqualTo(
            "By the median, direct to ESX1 was 2.00 times as fast as the relay (95 % interval 1.50"
                + " to 2.50).");
  }

  @Test
  void noOrderIsClaimedAmongThoseThatBeatTheRelay() {
    assertThat(
            Claim.of(
                List.of(
                    way("direct to ESX1", 2.0, 1.5, 2.5),
                    way("direct to ESX2", 1.9, 1.4, 2.4),
                    RELAY)))
        .endsWith("; faster than it as well: direct to ESX2.");
  }

  @Test
  void nothingIsClaimedOfChance() {
    assertThat(Claim.of(List.of(way("direct to ESX1", 1.1, 0.8, 1.4), RELAY)))
        .startsWith("No way can be told to be faster than the relay");
    assertThat(Claim.of(List.of(way("direct to ESX1", 3.0, null, null), RELAY)))
        .contains("fewer than 5 runs of each", "nothing is claimed");
  }

  @Test
  void aFasterRelayIsSaidSo() {
    assertThat(Claim.of(List.of(way("direct to ESX1", 0.5, 0.4, 0.6), RELAY)))
        .startsWith("The relay was faster than each other way");
  }
}
