package io.hostward.pipeline;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time pass before something outside of this process is tried again. */
@FunctionalInterface
interface Pause {

  /** Really waits. */
  Pause REAL = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

  void take(Duration time) throws InterruptedException;
}
