package io.hostward.netty;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * A limit, as a line in which bytes stand that want to move, in the order of asking. Time lets the
 * line pass at the limit's rate; a new rate thus holds at once for those that stand there already.
 * Safe for use by many threads, none of which waits for another: event loops are among them.
 */
final class Lane {
  /** A claim on a lane that had no limit. */
  static final long UNCLAIMED = -1;

  /** What time has let pass unused is kept for so long: timers come late. */
  private static final double SAVED_SECONDS = 0.05;

  private static final int PIECES_PER_SECOND = 10;
  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final AtomicReference<Line> line;

  /**
   * A state of the line.
   *
   * @param rate bytes per second, 0 for no limit
   * @param claimed bytes that stand or stood in the line
   * @param passed bytes that may have moved, at {@code at}
   * @param at when, in nanoseconds
   */
  private record Line(long rate, long claimed, double passed, long at) {
    Line later(long now) {
      if (rate == 0) {
        return new Line(0, claimed, claimed, now);
      }
      // Threads read the clock before they meet.
      long elapsed = Math.max(0, now - at);
      double most = claimed + rate * SAVED_SECONDS;
      return new Line(
          rate, claimed, Math.min(most, passed + rate * (elapsed / NANOS)), at + elapsed);
    }

    Line withRate(long another) {
      return rate == another ? this : new Line(another, claimed, passed, at);
    }

    Line withClaim(long bytes) {
      return rate == 0 ? this : new Line(rate, claimed + bytes, passed, at);
    }

    /** Those behind come earlier or later; no place in the line changes. */
    Line withMore(long bytes) {
      return rate == 0 ? this : new Line(rate, claimed, passed - bytes, at);
    }
  }

  Lane(long rate, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.line = new AtomicReference<>(new Line(rate, 0, 0, nanoTime.getAsLong()));
  }

  long rate() {
    return present().rate();
  }

  void rate(long bytesPerSecond) {
    if (rate() != bytesPerSecond) {
      var unused = update(now -> now.withRate(bytesPerSecond));
    }
  }

  /** Returns how many bytes should move at once at most, so that many transfers get their turns. */
  int piece() {
    long rate = rate();
    return rate == 0
        ? Integer.MAX_VALUE
        : (int) Math.max(1, Math.min(Integer.MAX_VALUE, rate / PIECES_PER_SECOND));
  }

  /** Puts bytes at the end of the line; returns what {@link #until} asks for. */
  long claim(int bytes) {
    Line before = update(now -> now.withClaim(bytes));
    return before.rate() == 0 ? UNCLAIMED : before.claimed();
  }

  /** Says that more bytes moved than were claimed, or fewer. */
  void correct(long more) {
    if (more != 0) {
      var unused = update(now -> now.withMore(more));
    }
  }

  /** Returns in how many nanoseconds a claim's turn comes, 0 if it has come. */
  long until(long claim) {
    Line now = present().later(nanoTime.getAsLong());
    return claim == UNCLAIMED || now.rate() == 0
        ? 0
        : (long) Math.max(0, Math.ceil((claim - now.passed()) / now.rate() * NANOS));
  }

  private Line present() {
    return Objects.requireNonNull(line.get());
  }

  /** Returns the line as it was, at the present time, before this change. */
  private Line update(UnaryOperator<Line> change) {
    long time = nanoTime.getAsLong();
    while (true) {
      Line before = present();
      Line now = before.later(time);
      if (line.compareAndSet(before, change.apply(now))) {
        return now;
      }
    }
  }
}
