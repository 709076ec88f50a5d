package io.hostward.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Property(tries = 200)
  void distancesAreWhatPassed(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long passed,
      @ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long set,
      @ForAll long anywhere) {
    AtomicReference<Instant> wall = new AtomicReference<>(START);
    long[] nanos = {anywhere};
    SteadyClock clock = new SteadyClock(wall::get, () -> nanos[0]);

    nanos[0] += passed;
    wall.set(START.plusNanos(passed).plusSeconds(set));

    assertThat(Duration.between(START, clock.instant())).isEqualTo(Duration.ofNanos(passed));
    Instant server = wall.get().minusSeconds(20);
    assertThat(Duration.between(clock.told(server), clock.instant()))
        .as("how long ago by the wall")
        .isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void theSystemsIsOneForTheProcess() {
    SteadyClock system = SteadyClock.system();
    assertThat(SteadyClock.of(InstantSource.system())).isSameAs(system);
    assertThat(SteadyClock.of(Clock.systemUTC())).isSameAs(system);
    assertThat(SteadyClock.of(Clock.system(ZoneId.of("Europe/Prague")))).isSameAs(system);
    assertThat(SteadyClock.of(system)).isSameAs(system);
  }

  @Test
  void anotherSourceIsTakenToBeSteady() {
    AtomicReference<Instant> time = new AtomicReference<>(START);
    SteadyClock clock = SteadyClock.of(time::get);
    time.set(START.plusSeconds(7));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(7));
    assertThat(clock.told(START)).isEqualTo(START);
  }
}
