package io.hostward.pipeline;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time pass before something outside of this process is tried again. */
@FunctionalInterface
public interface Pause {

  Pause REAL = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

  /**
   * Waits.
   *
   * @throws InterruptedException if the thread was interrupted before or meanwhile
   */
  void take(Duration time) throws InterruptedException;
}
