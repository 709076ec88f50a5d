package io.hostward.cli.site;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened so far, to be closed in the other order: all of it, whatever one of them does
 * then. Not thread-safe.
 */
final class Opened implements AutoCloseable {
  private final Deque<Runnable> closing = new ArrayDeque<>();

  /** Has something closed with this, before what is here already. */
  void add(Runnable close) {
    closing.push(close);
  }

  /** Closes after a failure, which stays the one that is told. */
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    Runnable next = closing.poll();
    if (next != null) {
      try {
        next.run();
      } finally {
        close();
      }
    }
  }
}
