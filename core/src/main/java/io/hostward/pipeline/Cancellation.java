package io.hostward.pipeline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wish to end an upload, told to its thread by interrupting it, and the reason, for messages.
 *
 * <p>An interrupt that somebody else sends to the thread, such as the owner of the executor, is the
 * same wish; it is then left standing for its sender.
 */
final class Cancellation {
  private @Nullable Thread worker;
  private @Nullable String reason;
  private boolean begun;
  private boolean fromOutside;
  private boolean shielded;

  /** Puts interrupts off until it is closed. */
  interface Shield extends AutoCloseable {
    @Override
    void close();
  }

  /** The calling thread runs the upload from now on. Returns false if it was cancelled before. */
  synchronized boolean begin() {
    if (reason != null) {
      return false;
    }
    begun = true;
    worker = Thread.currentThread();
    return true;
  }

  /**
   * The calling thread is done with the upload; the executor that lent it gets it back
   * uninterrupted, unless it was interrupted by others.
   */
  synchronized void end() {
    worker = null;
    if (fromOutside) {
      Thread.currentThread().interrupt();
    } else if (reason != null) {
      Thread.interrupted();
    }
  }

  /**
   * Ends the upload as soon as may be. The first reason stays.
   *
   * @return true if the upload had not begun, and now never will
   */
  synchronized boolean request(String why) {
    if (reason != null) {
      return false;
    }
    reason = why;
    if (worker != null && !shielded) {
      worker.interrupt();
    }
    return !begun;
  }

  /** The calling thread, which runs the upload, caught an interrupt. */
  synchronized void caughtInterrupt() {
    if (reason == null) {
      reason = "its thread was interrupted";
      fromOutside = true;
    }
  }

  /**
   * Keeps the calling thread, which runs the upload, from being interrupted in what must not be
   * left half done. One at a time.
   */
  synchronized Shield shield() {
    if (Thread.interrupted()) {
      caughtInterrupt();
    }
    shielded = true;
    return this::unshield;
  }

  private synchronized void unshield() {
    shielded = false;
    if (reason != null) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized boolean isRequested() {
    return reason().isPresent();
  }

  synchronized Optional<String> reason() {
    if (isWorker() && Thread.currentThread().isInterrupted()) {
      caughtInterrupt();
    }
    return Optional.ofNullable(reason);
  }

  /** Whether the calling thread runs the upload. */
  synchronized boolean isWorker() {
    return worker == Thread.currentThread();
  }
}
