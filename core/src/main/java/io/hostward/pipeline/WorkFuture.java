package io.hostward.pipeline;

import java.io.IOException;
import java.io.InterruptedIOException;
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
 * The future of one upload or download. It is done when that has ended and has cleaned up after
 * itself, so that nothing is under way any more once it is. Completing it from outside, by {@code
 * cancel}, {@code orTimeout} or otherwise, is the wish for an early end: the future is completed as
 * was wished first, but at the end; and with the result if the file was published all the same.
 *
 * @param <T> the result
 */
public final class WorkFuture<T> extends CompletableFuture<T> {
  private final Work<T> work;
  private final AtomicReference<@Nullable Wish<T>> wish = new AtomicReference<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** Fails when the time is up; completed before, it frees the timer, which would hold the rest. */
  private @Nullable CompletableFuture<Void> timer;

  private WorkFuture(Work<T> work) {
    this.work = work;
  }

  /** How the future is to be completed if the work fails. */
  private interface Wish<T> {
    void complete(WorkFuture<T> future, Throwable failure);
  }

  static <T> WorkFuture<T> of(Work<T> work) {
    WorkFuture<T> future = new WorkFuture<>(work);
    // Some ways of completing a future cannot be put off.
    var unused =
        future.whenComplete(
            (result, failure) -> {
              if (!future.ended.isDone()) {
                future.breakOff("cancelled");
              }
            });
    return future;
  }

  /** Ends the work once so much time has passed. */
  void limit(Duration deadline) {
    String reason = "the deadline of " + DurationWords.of(deadline) + " has passed";
    CompletableFuture<Void> newTimer = new CompletableFuture<>();
    timer = newTimer;
    var unused =
        newTimer.exceptionally(
            late -> {
              if (work.cancellation().request(reason)) {
                // This is the platform's one timer thread, and what waits may run code of its own;
                // the common pool may be full of tasks that wait for this very work.
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
   * Ends the work as soon as may be. The future is cancelled once that is done; among the causes of
   * its exception is then the failure that says how it ended.
   *
   * @return true unless the work had ended in another way
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    end(
        (future, failure) -> {
          CancellationException cancelled = new CancellationException(failure.getMessage());
          cancelled.initCause(failure);
          future.reallyFail(cancelled);
        });
    return !isDone() || isCancelled();
  }

  /**
   * Ends the work as soon as may be.
   *
   * @param ex what the future fails with once that is done
   * @return true unless something else was wished before, or the work had ended
   */
  @Override
  public boolean completeExceptionally(Throwable ex) {
    Objects.requireNonNull(ex);
    return end(
        (future, failure) -> {
          if (ex != failure) {
            ex.addSuppressed(failure);
          }
          future.reallyFail(ex);
        });
  }

  /**
   * Ends the work as soon as may be.
   *
   * @param value what the future gives once that is done
   * @return true unless something else was wished before, or the work had ended
   */
  @Override
  public boolean complete(T value) {
    return end((future, failure) -> future.reallyComplete(value));
  }

  private boolean end(Wish<T> newWish) {
    boolean first = !isDone() && wish.compareAndSet(null, newWish);
    if (first) {
      breakOff("cancelled");
    }
    return first;
  }

  /** Ends the work as soon as may be; its future then fails with the reason. */
  public void breakOff(String reason) {
    if (work.cancellation().request(reason)) {
      neverBegan(reason, null);
    }
  }

  /**
   * Waits for the end. An interrupt breaks the work off and waits for its cleanup.
   *
   * @throws IOException its failure
   * @throws InterruptedIOException if the calling thread was interrupted, which is set again. Work
   *     that can no longer be broken off is finished and its result returned, the interrupt set
   */
  public T await() throws IOException {
    try {
      return get();
    } catch (InterruptedException e) {
      return afterInterrupt(e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private T afterInterrupt(InterruptedException interrupt) throws InterruptedIOException {
    breakOff("interrupted");
    String message;
    Throwable failure;
    try {
      // If the last step had begun, the file stands under its name, and the caller is told so.
      return get();
    } catch (ExecutionException e) {
      failure = e.getCause() == null ? e : e.getCause();
      message = String.valueOf(failure.getMessage());
    } catch (InterruptedException e) {
      // A second interrupt: the caller does not want to wait for the cleanup either.
      failure = e;
      message = work.name() + " was interrupted; its cleanup still goes on";
    } finally {
      Thread.currentThread().interrupt();
    }
    InterruptedIOException interrupted = new InterruptedIOException(message);
    interrupted.initCause(interrupt);
    interrupted.addSuppressed(failure);
    throw interrupted;
  }

  private IOException rethrown(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException runtime) {
      throw runtime;
    } else if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException known
        ? known
        : new IOException(work.name() + " failed: " + cause, cause);
  }

  void awaitEnd(long nanos) throws InterruptedException, TimeoutException {
    try {
      ended.get(nanos, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("it ends without a failure of its own", e);
    }
  }

  /** Ends work that nothing would take. */
  void refused(String words, Throwable cause) {
    String why = words + ": " + cause;
    // It may have queued it all the same: asked for the end, it will not begin.
    if (work.cancellation().request(why)) {
      neverBegan(why, cause);
    }
  }

  Work<T> work() {
    return work;
  }

  /** Does something as soon as the work has ended, before its callers hear of it. */
  void whenEnded(Runnable action) {
    var unused = ended.whenComplete((nothing, failure) -> action.run());
  }

  /** The work has ended. What waits for it may run here, so this comes last. */
  void settle(@Nullable T result, @Nullable Throwable failure) {
    if (timer != null) {
      timer.complete(null);
    }
    ended.complete(null);
    Wish<T> wished = wish.get();
    if (failure == null) {
      reallyComplete(result);
    } else if (wished == null) {
      reallyFail(failure);
    } else {
      wished.complete(this, failure);
    }
  }

  private void reallyComplete(@Nullable T result) {
    super.complete(result);
  }

  private void reallyFail(Throwable failure) {
    super.completeExceptionally(failure);
  }

  private void neverBegan(String reason, @Nullable Throwable cause) {
    settle(null, work.neverBegan(reason, cause));
  }
}
