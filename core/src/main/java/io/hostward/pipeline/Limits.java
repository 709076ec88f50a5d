package io.hostward.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long an upload waits for others.
 *
 * @param patience for a vCenter that gives no answer of use
 * @param cleanup for the cleanup after a deadline, a cancellation or a close
 * @param close for all uploads together when their Hostward is closed
 * @param locked the pauses between two looks at a locked file
 */
public record Limits(Duration patience, Duration cleanup, Duration close, List<Duration> locked) {
  /**
   * Patience: a vCenter's service that restarts is back within it. Locked: some ten seconds in all,
   * since a host that was broken off needs a moment until it lets go of a file.
   */
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(40),
          Stream.of(50, 100, 200, 400, 800, 1_500, 3_000, 4_000).map(Duration::ofMillis).toList());

  private static final Duration SWEEP = Duration.ofSeconds(5);

  public Limits {
    locked = List.copyOf(locked);
  }

  /** For the cleanup between two attempts, which keeps the next one waiting. */
  Duration betweenAttempts() {
    return shorter(SWEEP, cleanup);
  }

  /** For anything else that is not to be broken off midway, as long as nobody waits for the end. */
  Duration unhurried() {
    return patience.compareTo(cleanup) > 0 ? patience : cleanup;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  public Limits withPatience(Duration newPatience) {
    return new Limits(newPatience, cleanup, close, locked);
  }
}
