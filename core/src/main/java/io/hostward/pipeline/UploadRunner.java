package io.hostward.pipeline;

import io.hostward.model.Stage;
import io.hostward.model.UploadException;
import io.hostward.model.UploadRequest;
import io.hostward.model.UploadResult;
import io.hostward.spi.UploadListener;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs uploads on an executor, each on a thread of its own, and ends them when asked. */
public final class UploadRunner implements AutoCloseable {
  private final UploadPipeline pipeline;
  private final Executor executor;
  private final Set<UploadFuture> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Runs the pipeline's uploads on the executor. */
  public UploadRunner(UploadPipeline pipeline, Executor executor) {
    this.pipeline = pipeline;
    this.executor = executor;
  }

  /** The future of one upload. Cancelling it ends the upload, whose cleanup goes on behind it. */
  public static final class UploadFuture extends CompletableFuture<UploadResult> {
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch cleanedUp = new CountDownLatch(1);

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      if (cancelled) {
        cancellation.request("cancelled");
      }
      return cancelled;
    }

    /** Waits until the upload has ended and has cleaned up after itself, however it ended. */
    public void awaitCleanup() throws InterruptedException {
      cleanedUp.await();
    }
  }

  /** Begins an upload. */
  public UploadFuture submit(UploadRequest request, UploadListener listener) {
    if (closed) {
      throw new IllegalStateException("this Hostward is closed");
    }
    UploadFuture future = new UploadFuture();
    running.add(future);
    try {
      executor.execute(() -> run(request, listener, future));
    } catch (RuntimeException e) {
      running.remove(future);
      throw e;
    }
    request.deadline().ifPresent(deadline -> limit(future, deadline));
    return future;
  }

  private static void limit(UploadFuture future, Duration deadline) {
    CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> future.cancellation.request("the deadline of " + deadline + " has passed"));
  }

  private void run(UploadRequest request, UploadListener listener, UploadFuture future) {
    try {
      if (!future.cancellation.begin()) {
        throw new UploadException(
            Stage.INVENTORY,
            request.target()
                + " was not uploaded: "
                + future.cancellation.reason().orElse("cancelled"),
            List.of(),
            null);
      }
      future.complete(pipeline.run(request, listener, future.cancellation));
    } catch (Throwable e) {
      // Errors too: a caller that waits must hear of them.
      future.completeExceptionally(e);
    } finally {
      future.cancellation.end();
      running.remove(future);
      future.cleanedUp.countDown();
    }
  }

  /** Cancels what runs and waits until it has cleaned up. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    for (UploadFuture future : List.copyOf(running)) {
      future.cancel(true);
    }
    for (UploadFuture future : List.copyOf(running)) {
      try {
        future.awaitCleanup();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
