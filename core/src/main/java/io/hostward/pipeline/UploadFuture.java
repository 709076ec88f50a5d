package io.hostward.pipeline;

import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The future of one upload. Completing it from outside, by {@code cancel}, {@code orTimeout} or
 * otherwise, ends the upload, whose cleanup then goes on in the background. Otherwise it is done
 * when the upload has ended and has cleaned up after itself.
 */
public final class UploadFuture extends CompletableFuture<UploadResult> {
  private final UploadRun run;

  /** How the upload itself ended, after its cleanup, whatever this future was completed with. */
  private final CompletableFuture<UploadResult> outcome = new CompletableFuture<>();

  /** Fails when the time is up; completed before, it frees the timer, which would hold the rest. */
  private final CompletableFuture<Void> timer = new CompletableFuture<>();

  private UploadFuture(UploadRun run) {
    this.run = run;
  }

  static UploadFuture of(UploadRequest request, UploadRun run) {
    UploadFuture upload = new UploadFuture(run);
    var unused =
        upload.whenComplete(
            (result, failure) -> {
              if (!upload.outcome.isDone()) {
                upload.breakOff("cancelled");
              }
            });
    request.deadline().ifPresent(upload::limit);
    return upload;
  }

  private void limit(Duration deadline) {
    String reason = "the deadline of " + DurationWords.of(deadline) + " has passed";
    var unused =
        timer.exceptionally(
            late -> {
              if (run.cancellation().request(reason)) {
                // This is the platform's one timer thread, and what waits may run code of its own;
                // the common pool may be full of tasks that wait for this very upload.
                beside(() -> neverBegan(reason, null));
              }
              return null;
            });
    timer.orTimeout(TimeUnit.NANOSECONDS.convert(deadline), TimeUnit.NANOSECONDS);
  }

  private static void beside(Runnable end) {
    try {
      new Thread(end, "hostward-deadline").start();
    } catch (Throwable e) {
      // A process that is out of threads: better on this one than never.
      end.run();
    }
  }

  /** Ends the upload as soon as may be; its future then fails with the reason. */
  public void breakOff(String reason) {
    if (run.cancellation().request(reason)) {
      neverBegan(reason, null);
    }
  }

  /**
   * Waits until the upload has ended and has cleaned up after itself, however this future was
   * completed.
   *
   * @throws ExecutionException if the upload failed, with its reason
   */
  public UploadResult awaitOutcome() throws InterruptedException, ExecutionException {
    return outcome.get();
  }

  void awaitEnd(long nanos) throws InterruptedException, TimeoutException {
    try {
      outcome.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      // Its own caller hears of it.
      return;
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
    var unused = outcome.whenComplete((result, failure) -> action.run());
  }

  /** The upload has ended. What waits for it may run here, so this comes last. */
  void settle(@Nullable UploadResult result, @Nullable Throwable failure) {
    timer.complete(null);
    if (failure == null) {
      outcome.complete(result);
      complete(result);
    } else {
      outcome.completeExceptionally(failure);
      completeExceptionally(failure);
    }
  }

  private void neverBegan(String reason, @Nullable Throwable cause) {
    settle(null, Ending.neverBegun(run.events(), reason, cause));
  }
}
