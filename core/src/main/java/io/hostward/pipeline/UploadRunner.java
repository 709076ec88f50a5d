package io.hostward.pipeline;

import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

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

  /**
   * Begins an upload. If the executor takes no more, the future has failed.
   *
   * @throws IllegalStateException if this was closed
   */
  public UploadFuture submit(UploadRequest request, UploadListener listener) {
    Objects.requireNonNull(listener, "listener");
    UploadFuture upload = UploadFuture.of(request);
    running.add(upload);
    upload.whenEnded(() -> running.remove(upload));
    // Looked at after the upload was added: either we see the close, or the close sees the upload.
    if (closed) {
      upload.breakOff("this Hostward is closed");
      throw new IllegalStateException("this Hostward is closed");
    }
    try {
      executor.execute(() -> run(request, listener, upload));
    } catch (RuntimeException | Error e) {
      // Errors too: a process that is out of threads says so by one.
      upload.refused(e);
    }
    return upload;
  }

  private void run(UploadRequest request, UploadListener listener, UploadFuture upload) {
    Cancellation cancellation = upload.cancellation();
    if (!cancellation.begin()) {
      return;
    }
    UploadResult result = null;
    @Nullable Throwable failure = null;
    try {
      result = pipeline.run(request, listener, cancellation);
    } catch (Throwable e) {
      // Errors too: a caller that waits must hear of them.
      failure = e;
    }
    cancellation.end();
    upload.settle(result, failure);
  }

  /**
   * Ends what runs and waits until it has cleaned up, interrupted or not.
   *
   * @throws IllegalStateException if an upload's own thread calls this, which would wait for itself
   */
  @Override
  public void close() {
    for (UploadFuture upload : running) {
      if (upload.cancellation().isWorker()) {
        throw new IllegalStateException("a listener cannot close the Hostward that calls it");
      }
    }
    closed = true;
    List<UploadFuture> ending = List.copyOf(running);
    ending.forEach(upload -> upload.breakOff("this Hostward was closed"));
    boolean interrupted = false;
    for (UploadFuture upload : ending) {
      interrupted |= awaitEnd(upload);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether the calling thread was interrupted meanwhile. */
  private static boolean awaitEnd(UploadFuture upload) {
    boolean interrupted = false;
    while (true) {
      try {
        upload.awaitOutcome();
        return interrupted;
      } catch (ExecutionException e) {
        // Its own caller hears of it.
        return interrupted;
      } catch (InterruptedException e) {
        // Leaving now would take the session from under the cleanup.
        interrupted = true;
      }
    }
  }
}
