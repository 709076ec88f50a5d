package io.hostward.experiment.trace;

import java.time.Duration;
import java.time.Instant;

/**
 * A time from one moment to another.
 *
 * @param from the first moment
 * @param to the last, which is not before the first
 */
public record Span(Instant from, Instant to) {

  /** Returns this and so much more on either side. */
  Span widened(Duration by) {
    return new Span(from.minus(by), to.plus(by));
  }

  /** Returns true if both have a moment in common, ends included. */
  boolean touches(Instant begin, Instant end) {
    return !begin.isAfter(to) && !end.isBefore(from);
  }
}
