package io.hostward.inventory;

import java.time.Duration;
import java.time.Instant;

/**
 * A measured value and when it was measured: what vCenter tells of load is tens of seconds old.
 *
 * @param value the value, in the unit that its place names
 * @param measuredAt when, as far as the server says, else when it was read; by a {@link
 *     SteadyClock}
 */
public record Figure(double value, Instant measuredAt) {

  /** Returns how old the figure is, zero if clocks disagree. */
  public Duration age(Instant now) {
    Duration age = Duration.between(measuredAt, now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
