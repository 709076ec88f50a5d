package io.hostward.experiment.trace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a time of day. */
@FunctionalInterface
public interface Pause {

  /** Returns when the clock shows this time or a later one. */
  void until(Instant time) throws InterruptedException;

  /** Waits in real time. */
  static Pause real(InstantSource clock) {
    CountDownLatch never = new CountDownLatch(1);
    return time -> {
      Duration left = Duration.between(clock.instant(), time);
      if (left.compareTo(Duration.ZERO) > 0) {
        boolean ended = never.await(left.toNanos(), TimeUnit.NANOSECONDS);
        assert !ended;
      }
    };
  }
}
