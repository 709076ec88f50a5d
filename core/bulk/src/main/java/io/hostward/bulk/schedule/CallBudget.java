package io.hostward.bulk.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * So many calls a second. A delivery may begin while anything is left, and takes what it needs on
 * credit; then it is waited until the debt is paid. Not thread-safe.
 */
final class CallBudget {
  /** Seconds that can be saved up while nothing happens. */
  private static final double SAVED_SECONDS = 1;

  private double left;
  private Instant filled;

  CallBudget(Instant now) {
    filled = now;
  }

  /** Returns how long it has to be waited; zero if a delivery may begin. */
  Duration wait(double perSecond, Instant now) {
    if (perSecond == 0) {
      filled = now;
      left = 0;
      return Duration.ZERO;
    }
    double seconds = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
    left = Math.min(perSecond * SAVED_SECONDS, left + seconds * perSecond);
    filled = now;
    return left >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-left / perSecond * 1e9));
  }

  void take(int calls) {
    left -= calls;
  }
}
