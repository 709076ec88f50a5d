package io.hostward.experiment.testbed;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A long wire in one direction: what goes in comes out as long afterwards as the wire is, in order.
 * It delays, and does not slow down: it holds as many bytes as a line of more than 10 Gbit/s has
 * under way in 10 ms, so that the link's own shaping decides how much passes. Beyond that, who puts
 * in waits, so that memory is bounded. Thread-safe.
 */
final class DelayLine {
  /** 16 MiB in 10 ms are 13 Gbit/s. */
  static final int CAPACITY = 16 << 20;

  private record Piece(ByteBuffer bytes, long due) {}

  private final long delay;
  private final long earliest;
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private int held;
  private boolean ended;
  private boolean broken;
  private long end;

  /**
   * A wire.
   *
   * @param delay how long it is
   * @param earliest the first bytes are taken to have gone in then, by the nano clock: a client
   *     that is far sends nothing before the handshake of TCP has gone to and fro
   */
  DelayLine(Duration delay, long earliest) {
    this.delay = delay.toNanos();
    this.earliest = earliest;
  }

  /** Puts bytes in, which it owns from now on; false once nobody takes any more. */
  synchronized boolean put(ByteBuffer bytes, long now) throws InterruptedException {
    while (held > 0 && held + bytes.remaining() > CAPACITY && !broken) {
      wait();
    }
    if (!broken) {
      held += bytes.remaining();
      pieces.add(new Piece(bytes, due(now)));
      notifyAll();
    }
    return !broken;
  }

  private long due(long now) {
    return (now - earliest < 0 ? earliest : now) + delay;
  }

  /** Nothing more goes in; that too is known at the other end only after the delay. */
  synchronized void end(long now) {
    ended = true;
    end = due(now);
    notifyAll();
  }

  /** Nothing more comes out, and nobody waits. */
  synchronized void cut() {
    broken = true;
    pieces.clear();
    held = 0;
    notifyAll();
  }

  /**
   * Returns how long to wait for the next bytes, or the end; negative or 0 for not at all, and
   * {@link Long#MAX_VALUE} while nothing is under way.
   */
  synchronized long waitNanos(long now) {
    Piece next = pieces.peek();
    if (broken) {
      return 0;
    } else if (next != null) {
      return next.due - now;
    }
    return ended ? end - now : Long.MAX_VALUE;
  }

  /** Takes the bytes that are due; null if there are none, at the end too. */
  synchronized @Nullable ByteBuffer poll(long now) {
    Piece next = pieces.peek();
    if (next == null || next.due - now > 0) {
      return null;
    }
    pieces.remove();
    held -= next.bytes.remaining();
    notifyAll();
    return next.bytes;
  }

  /** Waits until bytes are due and takes them; null at the end. */
  synchronized @Nullable ByteBuffer take() throws InterruptedException {
    while (true) {
      long nanos = waitNanos(System.nanoTime());
      if (nanos > 0) {
        // Waiting for less than a millisecond more than needed is within what a network varies.
        wait(nanos == Long.MAX_VALUE ? 0 : 1 + nanos / 1_000_000);
      } else {
        return poll(System.nanoTime());
      }
    }
  }
}
