package io.hostward.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The request to end an upload, brought to its thread by an interrupt, and the reason, for
 * messages.
 *
 * <p>An interrupt that somebody else sends to the thread, such as the owner of the executor, is the
 * same request; it is then left set for its sender. What must still be done after the request has a
 * time of its own, after which it is interrupted too.
 */
final class Cancellation {
  private final Duration forCleanup;
  private @Nullable Thread worker;
  private @Nullable String reason;
  private @Nullable CompletableFuture<Void> timer;
  private boolean begun;
  private boolean fromOutside;
  private boolean cleaning;
  private boolean timeIsUp;

  /**
   * Not asked for yet.
   *
   * @param forCleanup how long cleaning up may take after the request
   */
  Cancellation(Duration forCleanup) {
    this.forCleanup = forCleanup;
  }

  /** Time for what must be done whether or not the upload is to end; closed when it is done. */
  interface Cleanup extends AutoCloseable {
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
    if (timer != null) {
      timer.complete(null);
    }
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
    if (worker != null && cleaning) {
      limitCleanup();
    } else if (worker != null) {
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
    if (cleaning) {
      limitCleanup();
    }
  }

  /**
   * Puts interrupts off for the calling thread, which runs the upload and is to clean up: without
   * limit unless the upload is to end, else until the time for cleaning up is over. One at a time.
   */
  synchronized Cleanup cleanup() {
    cleaning = true;
    if (!timeIsUp && Thread.interrupted()) {
      caughtInterrupt();
    }
    if (reason != null) {
      limitCleanup();
    }
    return this::cleaned;
  }

  private synchronized void cleaned() {
    cleaning = false;
    if (reason != null) {
      Thread.currentThread().interrupt();
    }
  }

  private void limitCleanup() {
    if (timer == null) {
      CompletableFuture<Void> started = new CompletableFuture<>();
      timer = started;
      Executor late =
          CompletableFuture.delayedExecutor(
              forCleanup.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);
      late.execute(
          () -> {
            if (started.complete(null)) {
              timeIsUp();
            }
          });
    }
  }

  private synchronized void timeIsUp() {
    timeIsUp = true;
    if (worker != null) {
      worker.interrupt();
    }
  }

  synchronized boolean isTimeUp() {
    return timeIsUp;
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

  synchronized boolean isWorker() {
    return worker == Thread.currentThread();
  }
}
