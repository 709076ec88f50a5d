package io.hostward.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The request to end an upload, brought to its thread by an interrupt, and the reason, for
 * messages.
 *
 * <p>An interrupt that somebody else sends to the thread, such as the owner of the executor, is the
 * same request; it is then left set for its sender. A cleanup goes on in spite of the request, but
 * never without a limit: it has its own, and after the request the time that all cleaning up has.
 * It is interrupted as that passes, which is no request to end the upload.
 */
final class Cancellation {
  private final Duration forCleanup;
  private @Nullable Thread worker;
  private @Nullable String reason;

  /** Since the request, over several cleanups. */
  private @Nullable Timer sinceTheRequest;

  /** Of the cleanup under way, as long as there is no request. */
  private @Nullable Timer ofTheCleanup;

  private boolean begun;
  private boolean fromOutside;
  private boolean cleaning;

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

  /** Interrupts the upload's thread once its time is over. */
  private final class Timer {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private boolean isOver;

    Timer(Duration time) {
      var unused =
          end.exceptionally(
              late -> {
                over(this);
                return null;
              });
      end.orTimeout(TimeUnit.NANOSECONDS.convert(time), TimeUnit.NANOSECONDS);
    }

    /** Frees the platform's timer, which would hold the rest. */
    void stop() {
      end.complete(null);
    }
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
    if (sinceTheRequest != null) {
      sinceTheRequest.stop();
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
      limitAllCleanup();
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
      limitAllCleanup();
    }
  }

  /**
   * The calling thread, which runs the upload, caught an interrupt. Returns true if it goes on for
   * now, since it cleans up and there is still the time for that.
   */
  synchronized boolean putOff() {
    if (!cleaning || isTimeUp()) {
      return false;
    }
    caughtInterrupt();
    return true;
  }

  /**
   * Puts interrupts off for the calling thread, which runs the upload and is to clean up: until the
   * limit, or once the upload is to end until the time for all cleaning up is over. One at a time.
   */
  synchronized Cleanup cleanup(Duration limit) {
    cleaning = true;
    if (!isTimeUp() && Thread.interrupted()) {
      caughtInterrupt();
    }
    if (reason == null) {
      ofTheCleanup = new Timer(limit);
    } else {
      limitAllCleanup();
    }
    return this::cleaned;
  }

  private synchronized void cleaned() {
    cleaning = false;
    if (ofTheCleanup != null) {
      ofTheCleanup.stop();
      if (ofTheCleanup.isOver && reason == null) {
        // The interrupt was the timer's, and the upload goes on.
        Thread.interrupted();
      }
      ofTheCleanup = null;
    }
    if (reason != null) {
      Thread.currentThread().interrupt();
    }
  }

  private void limitAllCleanup() {
    if (sinceTheRequest == null) {
      sinceTheRequest = new Timer(forCleanup);
    }
  }

  private synchronized void over(Timer timer) {
    // One that was late is none any more: its interrupt would meet what comes after the cleanup.
    if (worker != null && (timer == sinceTheRequest || timer == ofTheCleanup)) {
      timer.isOver = true;
      worker.interrupt();
    }
  }

  /**
   * Whether the calling thread, which runs the upload, is to leave what it does: a cleanup when its
   * time is over, all else when the upload is to end. The interrupt alone does not see to that:
   * other code may have swallowed it.
   */
  synchronized boolean isToLeave() {
    return cleaning ? isTimeUp() : isRequested();
  }

  synchronized boolean isTimeUp() {
    return sinceTheRequest != null && sinceTheRequest.isOver
        || ofTheCleanup != null && ofTheCleanup.isOver;
  }

  synchronized boolean isRequested() {
    return reason().isPresent();
  }

  synchronized Optional<String> reason() {
    if (isWorker() && !isTimeUp() && Thread.currentThread().isInterrupted()) {
      caughtInterrupt();
    }
    return Optional.ofNullable(reason);
  }

  synchronized boolean isWorker() {
    return worker == Thread.currentThread();
  }
}
