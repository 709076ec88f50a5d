package io.hostward.pipeline;

import io.hostward.spi.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs uploads and downloads on an executor, each on a thread of its own once its turn has come,
 * and ends them when asked. Safe for use by many threads.
 */
public final class WorkRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkRunner.class);

  private final Entrance entrance;
  private final Executor executor;
  private final Limits limits;
  private final Map<UUID, WorkFuture<?>> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Runs on the executor.
   *
   * @param transport gives leave to move bodies
   * @param room how many may run at once, at least 1
   * @param threads where they run
   */
  public WorkRunner(Transport transport, int room, WorkThreads threads, Limits limits) {
    this.entrance = new Entrance(transport, room, threads.aside());
    this.executor = threads.executor();
    this.limits = limits;
  }

  /** Returns what a request to end work of this runner is brought by. */
  Cancellation cancellation() {
    return new Cancellation(limits.cleanup());
  }

  /** Returns a place to wait and to run at. */
  Place place() {
    return new Place(entrance);
  }

  /**
   * Begins work. If the executor takes no more, the future has failed.
   *
   * @param deadline counts from now
   * @throws IllegalStateException if this was closed, or something of that id is under way
   */
  <T> WorkFuture<T> submit(UUID id, Optional<Duration> deadline, Work<T> work) {
    WorkFuture<T> future = WorkFuture.of(work);
    WorkFuture<?> same = running.putIfAbsent(id, future);
    if (same != null) {
      throw refused(future, same.work().name() + ", of the id " + id + ", is under way");
    }
    future.whenEnded(
        () -> {
          running.remove(id);
          work.place().leave();
        });
    // Looked at after the work was added: either we see the close, or the close sees the work.
    if (closed) {
      throw refused(future, "this Hostward is closed");
    }
    deadline.ifPresent(future::limit);
    work.place().come(guest(future));
    return future;
  }

  private Place.Guest guest(WorkFuture<?> future) {
    return new Place.Guest() {
      @Override
      public void mayBegin() {
        try {
          executor.execute(() -> run(future));
        } catch (RuntimeException | Error e) {
          // Errors too: a process that is out of threads says so by one.
          future.refused("the executor did not take it", e);
        }
      }

      @Override
      public void cannotBegin(Throwable why) {
        future.refused("the transport gave no leave to begin", why);
      }
    };
  }

  /** Whether something of that id waits or runs. */
  public boolean isUnderWay(UUID id) {
    return running.containsKey(id);
  }

  /** It was never work: nothing is told of it. */
  private static IllegalStateException refused(WorkFuture<?> future, String why) {
    IllegalStateException refusal = new IllegalStateException(why);
    if (future.work().cancellation().request(why)) {
      future.settle(null, refusal);
    }
    return refusal;
  }

  private static <T> void run(WorkFuture<T> future) {
    Cancellation cancellation = future.work().cancellation();
    if (!cancellation.begin()) {
      return;
    }
    T result = null;
    @Nullable Throwable failure = null;
    try {
      result = future.work().run();
    } catch (Throwable e) {
      // Errors too: a caller that waits must hear of them.
      failure = e;
    }
    cancellation.end();
    future.settle(result, failure);
  }

  /**
   * Ends what runs and waits until it has cleaned up, interrupted or not, but no longer than the
   * limit for all together.
   *
   * @throws IllegalStateException if work's own thread calls this, which would wait for itself
   */
  @Override
  public void close() {
    for (WorkFuture<?> future : running.values()) {
      if (future.work().cancellation().isWorker() || future.work().isTelling()) {
        throw new IllegalStateException("a listener cannot close the Hostward that calls it");
      }
    }
    closed = true;
    entrance.close();
    List<WorkFuture<?>> ending = List.copyOf(running.values());
    ending.forEach(future -> future.breakOff("this Hostward was closed"));
    long until = System.nanoTime() + limits.close().toNanos();
    boolean interrupted = false;
    for (WorkFuture<?> future : ending) {
      interrupted |= awaitEnd(future, until);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether the calling thread was interrupted meanwhile. */
  private static boolean awaitEnd(WorkFuture<?> future, long until) {
    boolean interrupted = false;
    while (true) {
      try {
        future.awaitEnd(Math.max(0, until - System.nanoTime()));
        return interrupted;
      } catch (TimeoutException e) {
        LOG.warn("{} does not end, and is no longer waited for", future.work().name());
        return interrupted;
      } catch (InterruptedException e) {
        // Leaving now would take the session from under the cleanup.
        interrupted = true;
      }
    }
  }
}
