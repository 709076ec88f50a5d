package io.hostward.selector;

import io.hostward.memory.HostFailure;
import io.hostward.memory.HostUse;
import java.time.Instant;
import java.util.Optional;

/** How much less a host is worth after it failed: never nothing, and less and less so. */
final class Penalty {
  /** A failing host costs its timeouts, tens of seconds, each time it is tried. */
  private static final double FRESH = 50;

  private static final double HALF_LIFE_SECONDS = 60;

  private Penalty() {}

  /** Returns what to multiply a rate with, above 0 and at most 1. */
  static double factor(HostUse use, Instant now) {
    Optional<HostFailure> failure = use.failure();
    if (failure.isEmpty()) {
      return 1;
    }
    double age = Ages.seconds(failure.get().lastAt(), now);
    double row = Math.max(1, Math.min(10, failure.get().count()));
    // Squared: a host that fails again and again is asked again after minutes, not seconds.
    double faded = HALF_LIFE_SECONDS * row / (HALF_LIFE_SECONDS * row + age);
    return 1 / (1 + FRESH * row * faded * faded);
  }

  /** Returns words to append to a reason; empty if nothing failed. */
  static String words(HostUse use, Instant now) {
    return use.failure()
        .map(
            failure ->
                "; set back because it failed "
                    + Math.round(Ages.seconds(failure.lastAt(), now))
                    + " s ago")
        .orElse("");
  }
}
