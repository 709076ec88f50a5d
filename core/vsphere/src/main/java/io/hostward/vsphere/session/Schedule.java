package io.hostward.vsphere.session;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** When something is done again and again. */
@FunctionalInterface
public interface Schedule {

  /** In real time, on the executor, until that is shut down. */
  Schedule REAL_TIME =
      (pause, task, executor) -> {
        var unused =
            executor.scheduleWithFixedDelay(
                task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
      };

  /** Runs the task after each pause. */
  void every(Duration pause, Runnable task, ScheduledExecutorService executor);
}
