package io.hostward.bulk.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Calls back at the earliest time that was asked for, once for it. Not thread-safe. */
final class Wakeup {
  private final Alarm alarm;
  private final InstantSource clock;
  private final Steps steps;
  private Instant set = Instant.MAX;

  Wakeup(Alarm alarm, InstantSource clock, Steps steps) {
    this.alarm = alarm;
    this.clock = clock;
    this.steps = steps;
  }

  void at(Instant time) {
    if (time.isBefore(set)) {
      set = time;
      alarm.after(
          Duration.between(clock.instant(), time), () -> steps.step(() -> set = Instant.MAX));
    }
  }
}
