package io.hostward.pipeline;

import io.hostward.inventory.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The one source of time, with two faces: what the clock on the wall says, for what is told, and
 * how much time has passed, for what is measured or waited for. The first may be set at any moment;
 * the second only ever grows, as durations or, where moments are remembered, as those of a {@link
 * SteadyClock}. Safe for use by many threads.
 */
public final class Time {
  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private final SteadyClock steady;
  private final long origin;

  /**
   * A source whose moments are its own.
   *
   * @param wall gives the time of day
   * @param nanoTime counts nanoseconds from anywhere, as {@link System#nanoTime} does, and never
   *     goes back
   */
  public Time(InstantSource wall, LongSupplier nanoTime) {
    this(wall, nanoTime, new SteadyClock(wall, nanoTime));
  }

  /** A source whose moments can be compared with those of others that use the clock. */
  public Time(InstantSource wall, LongSupplier nanoTime, SteadyClock steady) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.steady = steady;
    this.origin = nanoTime.getAsLong();
  }

  /** When it is, to be told. */
  Instant now() {
    return wall.instant();
  }

  /** When it is, to be compared with other moments. */
  Instant moment() {
    return steady.instant();
  }

  /** How much time has passed since this was made. */
  Duration passed() {
    return Duration.ofNanos(nanoTime.getAsLong() - origin);
  }

  /** How much time has passed since it was {@link #passed} so much. */
  Duration since(Duration earlier) {
    return passed().minus(earlier);
  }
}
