package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroundTest {
  private static final String ROOT = "Name:\tjava\nCapPrm:\t0\nCapEff:\t000001ffffffffff\nX:\t1\n";

  @Test
  void rootOnLinuxWithBothProgramsLacksNothing() {
    assertThat(Ground.missing(true, ROOT, List.of())).isEmpty();
    // The two alone: bits 12 and 21.
    assertThat(Ground.missing(true, "CapEff:\t0000000000201000\n", List.of())).isEmpty();
  }

  @Test
  void eitherCapabilityAloneIsTooLittle() {
    for (String has : List.of("0000000000200000", "0000000000001000", "0000000000000000")) {
      assertThat(Ground.missing(true, "CapEff:\t" + has + "\n", List.of()))
          .hasValueSatisfying(why -> assertThat(why).contains("root", "CAP_NET_ADMIN"));
    }
    assertThat(Ground.missing(true, "", List.of())).isPresent();
  }

  @Test
  void programsAndSystemAreNamed() {
    assertThat(Ground.missing(true, ROOT, List.of("ip", "tc")))
        .hasValueSatisfying(why -> assertThat(why).contains("ip nor tc", "iproute2"));
    assertThat(Ground.missing(false, "", List.of("ip")))
        .hasValueSatisfying(why -> assertThat(why).contains("Linux"));
  }

  @Test
  void theOtherWayIsTheLabInOneProcess() {
    assertThat(Ground.OTHER_WAY).contains("hostward lab", "compare --lab");
  }
}
