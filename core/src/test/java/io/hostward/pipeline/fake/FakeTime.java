package io.hostward.pipeline.fake;

import io.hostward.pipeline.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that is moved by waiting and by nothing else. */
public final class FakeTime implements InstantSource, Pause {
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
