package io.hostward.lab.perf;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
final class MutableClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-22T12:00:07Z");

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }
}
