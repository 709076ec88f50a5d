package io.hostward.simulation.shards;

import io.hostward.bulk.schedule.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;

/** Time that passes from one event to the next, for schedules that believe it is the day's. */
final class Clockwork implements InstantSource, Executor, Alarm {
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Queue<Runnable> ready = new ArrayDeque<>();
  private double now;
  private long count;

  private record Event(double time, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Double.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /** Seconds since the beginning. */
  double now() {
    return now;
  }

  void at(double time, Runnable action) {
    events.add(new Event(Math.max(now, time), count++, action));
  }

  /**
   * Runs until nothing is left to happen.
   *
   * @throws CancellationException if the calling thread is interrupted, which stays set
   */
  void run() {
    while (true) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the simulation was interrupted");
      }
      for (Runnable action = ready.poll(); action != null; action = ready.poll()) {
        action.run();
      }
      Event next = events.poll();
      if (next == null) {
        return;
      }
      now = next.time();
      next.action().run();
    }
  }

  @Override
  public void execute(Runnable action) {
    ready.add(action);
  }

  @Override
  public void after(Duration time, Runnable action) {
    at(now + time.toNanos() / 1e9, action);
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos((long) (now * 1e9));
  }
}
