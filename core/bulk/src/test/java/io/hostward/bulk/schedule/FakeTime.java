package io.hostward.bulk.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** A clock that stands until it is moved, and the alarms that go off on its way. */
public final class FakeTime implements InstantSource, Alarm {
  private final Queue<Bell> bells = new PriorityQueue<>(Comparator.comparing(Bell::at));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private record Bell(Instant at, Runnable action) {}

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void after(Duration time, Runnable action) {
    bells.add(new Bell(now.plus(time), action));
  }

  /** Lets time pass until the next alarm goes off; returns false if none is set. */
  public boolean next() {
    Bell bell;
    synchronized (this) {
      bell = bells.poll();
      if (bell == null) {
        return false;
      }
      if (bell.at().isAfter(now)) {
        now = bell.at();
      }
    }
    bell.action().run();
    return true;
  }

  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  /** Forgets the alarms, as a killed process does. */
  public synchronized void forget() {
    bells.clear();
  }
}
