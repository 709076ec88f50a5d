package io.hostward.vsphere.inventory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers what is read of an inventory in the order in which it was begun. A clock cannot tell two
 * readings of one moment apart. Safe for use by many threads.
 */
public final class Readings {
  private final AtomicLong last = new AtomicLong();

  /** A number for what begins now, greater than any before. */
  long next() {
    return last.incrementAndGet();
  }

  /**
   * Which readings went into something.
   *
   * @param oldest the number of the first of them
   * @param end a number that was given when all had ended
   */
  public record Span(long oldest, long end) {
    /** True if all that went into this was begun when the other was there already. */
    boolean isAfter(Span other) {
      return oldest > other.end;
    }
  }
}
