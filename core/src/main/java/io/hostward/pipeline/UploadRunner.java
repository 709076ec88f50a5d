package io.hostward.pipeline;

import io.hostward.spi.Transport;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.UploadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs uploads on an executor, each on a thread of its own once its turn has come, and ends them
 * when asked.
 */
public final class UploadRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadRunner.class);

  private final UploadPipeline pipeline;
  private final Entrance entrance;
  private final Executor executor;
  private final Time time;
  private final Limits limits;
  private final List<UploadListener> listeners;
  private final Map<UUID, UploadFuture> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Runs the pipeline's uploads on the executor.
   *
   * @param transport gives leave to move bodies
   * @param room how many may run at once, at least 1
   * @param threads where they run
   * @param listeners hear of all of them
   */
  public UploadRunner(
      UploadPipeline pipeline,
      Transport transport,
      int room,
      UploadThreads threads,
      Time time,
      Limits limits,
      List<UploadListener> listeners) {
    this.pipeline = pipeline;
    this.entrance = new Entrance(transport, room, threads.aside());
    this.executor = threads.executor();
    this.time = time;
    this.limits = limits;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Begins an upload. If the executor takes no more, the future has failed.
   *
   * @throws IllegalStateException if this was closed, or an upload of that id is under way
   */
  public UploadFuture submit(UploadRequest request) {
    UUID id = request.id().orElseGet(UUID::randomUUID);
    List<UploadListener> all = new ArrayList<>(listeners);
    request.listener().ifPresent(all::add);
    Place place = new Place(entrance);
    UploadRun run =
        new UploadRun(
            new EventEmitter(request, id, time, all), new Cancellation(limits.cleanup()), place);
    UploadFuture upload = UploadFuture.of(run);
    if (running.putIfAbsent(id, upload) != null) {
      throw refused(upload, "an upload of the id " + id + " is under way");
    }
    upload.whenEnded(
        () -> {
          running.remove(id);
          place.leave();
        });
    // Looked at after the upload was added: either we see the close, or the close sees the upload.
    if (closed) {
      throw refused(upload, "this Hostward is closed");
    }
    request.deadline().ifPresent(upload::limit);
    place.come(guest(request, upload));
    return upload;
  }

  private Place.Guest guest(UploadRequest request, UploadFuture upload) {
    return new Place.Guest() {
      @Override
      public void mayBegin() {
        try {
          executor.execute(() -> run(request, upload));
        } catch (RuntimeException | Error e) {
          // Errors too: a process that is out of threads says so by one.
          upload.refused("the executor did not take it", e);
        }
      }

      @Override
      public void cannotBegin(Throwable why) {
        upload.refused("the transport gave no leave to begin", why);
      }
    };
  }

  /** Whether an upload of that id waits or runs. */
  public boolean isUnderWay(UUID upload) {
    return running.containsKey(upload);
  }

  /** It was never an upload: nothing is told of it. */
  private static IllegalStateException refused(UploadFuture upload, String why) {
    IllegalStateException refusal = new IllegalStateException(why);
    if (upload.run().cancellation().request(why)) {
      upload.settle(null, refusal);
    }
    return refusal;
  }

  private void run(UploadRequest request, UploadFuture upload) {
    Cancellation cancellation = upload.run().cancellation();
    if (!cancellation.begin()) {
      return;
    }
    UploadResult result = null;
    @Nullable Throwable failure = null;
    try {
      result = pipeline.run(request, upload.run());
    } catch (Throwable e) {
      // Errors too: a caller that waits must hear of them.
      failure = e;
    }
    cancellation.end();
    upload.settle(result, failure);
  }

  /**
   * Ends what runs and waits until it has cleaned up, interrupted or not, but no longer than the
   * limit for all together.
   *
   * @throws IllegalStateException if an upload's own thread calls this, which would wait for itself
   */
  @Override
  public void close() {
    for (UploadFuture upload : running.values()) {
      if (upload.run().cancellation().isWorker() || upload.run().events().isTelling()) {
        throw new IllegalStateException("a listener cannot close the Hostward that calls it");
      }
    }
    closed = true;
    entrance.close();
    List<UploadFuture> ending = List.copyOf(running.values());
    ending.forEach(upload -> upload.breakOff("this Hostward was closed"));
    long until = System.nanoTime() + limits.close().toNanos();
    boolean interrupted = false;
    for (UploadFuture upload : ending) {
      interrupted |= awaitEnd(upload, until);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether the calling thread was interrupted meanwhile. */
  private static boolean awaitEnd(UploadFuture upload, long until) {
    boolean interrupted = false;
    while (true) {
      try {
        upload.awaitEnd(Math.max(0, until - System.nanoTime()));
        return interrupted;
      } catch (TimeoutException e) {
        LOG.warn(
            "The upload to {} does not end, and is no longer waited for",
            upload.run().events().request().target());
        return interrupted;
      } catch (InterruptedException e) {
        // Leaving now would take the session from under the cleanup.
        interrupted = true;
      }
    }
  }
}
