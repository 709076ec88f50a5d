package io.hostward.pipeline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wish to end an upload, told to its thread by interrupting it, and the reason, for messages.
 */
final class Cancellation {
  private @Nullable Thread worker;
  private @Nullable String reason;

  /** The calling thread runs the upload from now on. Returns false if it was cancelled before. */
  synchronized boolean begin() {
    worker = Thread.currentThread();
    return reason == null;
  }

  /**
   * The calling thread is done with the upload; the executor that lent it gets it back
   * uninterrupted.
   */
  synchronized void end() {
    worker = null;
    if (reason != null) {
      Thread.interrupted();
    }
  }

  synchronized void request(String why) {
    if (reason == null) {
      reason = why;
      if (worker != null) {
        worker.interrupt();
      }
    }
  }

  synchronized boolean isRequested() {
    return reason != null;
  }

  synchronized Optional<String> reason() {
    return Optional.ofNullable(reason);
  }
}
