package io.hostward.bulk.schedule;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls back after a time. */
@FunctionalInterface
public interface Alarm {

  /** Has something run once the time is over. Returns at once. */
  void after(Duration time, Runnable action);

  /** An alarm by an executor, which is not closed. */
  static Alarm of(ScheduledExecutorService executor) {
    return (time, action) -> {
      var unused = executor.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
    };
  }
}
