package io.hostward.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Moments whose distance is the time that passed between them, though the clock on the wall may be
 * set meanwhile. The ages of snapshots, figures and memories are told by it. It says what the clock
 * on the wall said when it was made, and goes on from there; so what it says is compared, and never
 * told as the time of day. Safe for use by many threads.
 */
public final class SteadyClock implements InstantSource {
  /** One for the process: moments of two of them could not be compared. */
  private static final SteadyClock SYSTEM =
      new SteadyClock(InstantSource.system(), System::nanoTime);

  private final InstantSource wall;
  private final LongSupplier nanoTime;
  private final Instant anchor;
  private final long origin;

  /**
   * A clock that begins now.
   *
   * @param wall gives the time of day
   * @param nanoTime counts nanoseconds from anywhere and never goes back, as {@link
   *     System#nanoTime}
   */
  public SteadyClock(InstantSource wall, LongSupplier nanoTime) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.anchor = wall.instant();
    this.origin = nanoTime.getAsLong();
  }

  /** The clock of this process. */
  public static SteadyClock system() {
    return SYSTEM;
  }

  /**
   * The clock that goes with a source of the time of day: for the system's, that of this process;
   * any other is taken to be steady itself.
   */
  public static SteadyClock of(InstantSource time) {
    if (time instanceof SteadyClock steady) {
      return steady;
    }
    return isSystem(time) ? SYSTEM : new SteadyClock(time, () -> nanos(time.instant()));
  }

  private static boolean isSystem(InstantSource time) {
    return time.equals(InstantSource.system())
        || time instanceof Clock clock && clock.withZone(ZoneOffset.UTC).equals(Clock.systemUTC());
  }

  private static long nanos(Instant now) {
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public Instant instant() {
    return anchor.plusNanos(nanoTime.getAsLong() - origin);
  }

  /** Nanoseconds from anywhere, which never go back. */
  public long nanoTime() {
    return nanoTime.getAsLong();
  }

  /**
   * Returns the moment that another machine told as a time of day, which is just as long ago by the
   * clock on the wall. To the second, as such times are.
   */
  public Instant told(Instant timeOfDay) {
    Duration ahead = Duration.between(wall.instant(), instant());
    return timeOfDay.plusSeconds(ahead.plusMillis(500).toSeconds());
  }
}
