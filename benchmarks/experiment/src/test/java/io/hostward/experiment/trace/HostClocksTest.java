package io.hostward.experiment.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.HostId;
import io.hostward.vsphere.TrafficSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class HostClocksTest {
  private static final HostId HOST = new HostId("host-1");
  private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");

  /** Looks every few seconds for a minute at a host with this clock, whose samples come so late. */
  private static HostClocks looked(double ahead, double late, int every, int phase) {
    HostClocks clocks = new HostClocks();
    for (int second = phase; second < 60 + phase; second += every) {
      // By its own clock it stamps multiples of 20 s.
      double shown = second - late + ahead;
      long end = (long) Math.floor(shown / 20) * 20;
      clocks.see(
          START.plusSeconds(second),
          Duration.ofMillis(100),
          Map.of(
              HOST,
              List.of(
                  new TrafficSample(
                      START.plusSeconds(end),
                      Duration.ofSeconds(20),
                      OptionalDouble.of(1),
                      OptionalDouble.empty(),
                      OptionalDouble.empty()))));
    }
    return clocks;
  }

  @Property(tries = 300)
  void noMoreIsClaimedThanIsTrueAndNearClocksAreNotBlamed(
      @ForAll @DoubleRange(min = -90, max = 90) double ahead,
      @ForAll @DoubleRange(min = 0, max = 9.9) double late,
      @ForAll @IntRange(min = 1, max = 7) int every,
      @ForAll @IntRange(min = 0, max = 19) int phase) {
    HostClocks clocks = looked(ahead, late, every, phase);

    if (Math.abs(ahead) <= 2) {
      assertThat(clocks.off(HOST)).isEmpty();
    } else if (clocks.off(HOST).isPresent()) {
      double off = clocks.off(HOST).get().toMillis() / 1e3;
      assertThat(Math.signum(off)).isEqualTo(Math.signum(ahead));
      assertThat(Math.abs(off)).isLessThanOrEqualTo(Math.abs(ahead) + 0.001);
    }
    // However late samples come and however seldom it is looked.
    if (Math.abs(ahead) > 22) {
      assertThat(clocks.off(HOST)).isPresent();
    }
  }

  @Example
  void whatIsNotSeenOrContradictsItselfIsNotBlamed() {
    HostClocks clocks = looked(40, 3, 3, 0);
    assertThat(clocks.off(new HostId("host-2"))).isEmpty();

    // The same host, its clock set back by two minutes.
    clocks.see(
        START.plusSeconds(120),
        Duration.ZERO,
        Map.of(
            HOST,
            List.of(
                new TrafficSample(
                    START.plusSeconds(20),
                    Duration.ofSeconds(20),
                    OptionalDouble.of(1),
                    OptionalDouble.empty(),
                    OptionalDouble.empty()))));
    assertThat(clocks.off(HOST)).isEmpty();
  }
}
