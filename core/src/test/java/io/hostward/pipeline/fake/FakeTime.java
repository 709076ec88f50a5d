package io.hostward.pipeline.fake;

import io.hostward.pipeline.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes by waiting and by nothing else, and a clock on the wall that may be set. */
public final class FakeTime implements InstantSource, Pause {
  // From anywhere, as the system's.
  private long nanos = Long.MAX_VALUE - 1_000;
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public void take(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("before a pause");
    }
    pauses.add(time);
    pass(time);
  }

  /** Lets time pass. */
  public synchronized void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  /** Sets the clock on the wall; no time passes. */
  public synchronized void set(Duration ahead) {
    now = now.plus(ahead);
  }

  /** How much time has passed, counted from anywhere. */
  public synchronized long nanos() {
    return nanos;
  }

  /** What was waited, pause by pause. */
  public List<Duration> pauses() {
    return pauses;
  }

  /** What was waited in all. */
  public Duration waited() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
