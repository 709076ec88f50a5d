package io.hostward.pipeline;

import io.hostward.upload.UploadException;
import io.hostward.upload.UploadResult;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The future of one upload. It is done when the upload has ended and has cleaned up after itself,
 * so that nothing is under way any more once it is. Completing it from outside, by {@code cancel},
 * {@code orTimeout} or otherwise, is the wish for an early end: the future is completed as was
 * wished first, but at the end; and with the result if the file was published all the same.
 */
public final class UploadFuture extends CompletableFuture<UploadResult> {
  private final UploadRun run;
  private final AtomicReference<@Nullable Wish> wish = new AtomicReference<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** Fails when the time is up; completed before, it frees the timer, which would hold the rest. */
  private @Nullable CompletableFuture<Void> timer;

  private UploadFuture(UploadRun run) {
    this.run = run;
  }

  /** How the future is to be completed if the upload fails. */
  private interface Wish {
    void complete(UploadFuture upload, Throwable failure);
  }

  static UploadFuture of(UploadRun run) {
    UploadFuture upload = new UploadFuture(run);
    // Some ways of completing a future cannot be put off.
    var unused =
        upload.whenComplete(
            (result, failure) -> {
              if (!upload.ended.isDone()) {
                upload.breakOff("cancelled");
              }
            });
    return upload;
  }

  /** Ends the upload once so much time has passed. */
  void limit(Duration deadline) {
    String reason = "the deadline of " + DurationWords.of(deadline) + " has passed";
    CompletableFuture<Void> newTimer = new CompletableFuture<>();
    timer = newTimer;
    var unused =
        newTimer.exceptionally(
            late -> {
              if (run.cancellation().request(reason)) {
                // This is the platform's one timer thread, and what waits may run code of its own;
                // the common pool may be full of tasks that wait for this very upload.
                beside(() -> neverBegan(reason, null));
              }
              return null;
            });
    newTimer.orTimeout(TimeUnit.NANOSECONDS.convert(deadline), TimeUnit.NANOSECONDS);
  }

  private static void beside(Runnable end) {
    try {
      new Thread(end, "hostward-deadline").start();
    } catch (Throwable e) {
      // A process that is out of threads: better on this one than never.
      end.run();
    }
  }

  /**
   * Ends the upload as soon as may be. The future is cancelled once that is done; among the causes
   * of its exception is then an {@link UploadException} with the outcome.
   *
   * @return true unless the upload had ended in another way
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    end(
        (upload, failure) -> {
          CancellationException cancelled = new CancellationException(failure.getMessage());
          cancelled.initCause(failure);
          upload.reallyFail(cancelled);
        });
    return !isDone() || isCancelled();
  }

  /**
   * Ends the upload as soon as may be.
   *
   * @param ex what the future fails with once that is done
   * @return true unless something else was wished before, or the upload had ended
   */
  @Override
  public boolean completeExceptionally(Throwable ex) {
    Objects.requireNonNull(ex);
    return end(
        (upload, failure) -> {
          if (ex != failure) {
            ex.addSuppressed(failure);
          }
          upload.reallyFail(ex);
        });
  }

  /**
   * Ends the upload as soon as may be.
   *
   * @param value what the future gives once that is done
   * @return true unless something else was wished before, or the upload had ended
   */
  @Override
  public boolean complete(UploadResult value) {
    return end((upload, failure) -> upload.reallyComplete(value));
  }

  private boolean end(Wish newWish) {
    boolean first = !isDone() && wish.compareAndSet(null, newWish);
    if (first) {
      breakOff("cancelled");
    }
    return first;
  }

  /** Ends the upload as soon as may be; its future then fails with the reason. */
  public void breakOff(String reason) {
    if (run.cancellation().request(reason)) {
      neverBegan(reason, null);
    }
  }

  void awaitEnd(long nanos) throws InterruptedException, TimeoutException {
    try {
      ended.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("it ends without a failure of its own", e);
    }
  }

  /** Ends an upload that nothing would take. */
  void refused(String words, Throwable cause) {
    String why = words + ": " + cause;
    // It may have queued it all the same: asked for the end, it will not begin.
    if (run.cancellation().request(why)) {
      neverBegan(why, cause);
    }
  }

  UploadRun run() {
    return run;
  }

  /** Does something as soon as the upload has ended, before its callers hear of it. */
  void whenEnded(Runnable action) {
    var unused = ended.whenComplete((nothing, failure) -> action.run());
  }

  /** The upload has ended. What waits for it may run here, so this comes last. */
  void settle(@Nullable UploadResult result, @Nullable Throwable failure) {
    if (timer != null) {
      timer.complete(null);
    }
    ended.complete(null);
    Wish wished = wish.get();
    if (failure == null) {
      reallyComplete(result);
    } else if (wished == null) {
      reallyFail(failure);
    } else {
      wished.complete(this, failure);
    }
  }

  private void reallyComplete(@Nullable UploadResult result) {
    super.complete(result);
  }

  private void reallyFail(Throwable failure) {
    super.completeExceptionally(failure);
  }

  private void neverBegan(String reason, @Nullable Throwable cause) {
    settle(null, Ending.neverBegun(run.events(), reason, cause));
  }
}
