package io.hostward.netty;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything runs that may block or is not ours: sources, sinks, name resolution, listeners,
 * and what callers attach to the futures.
 */
final class Workers {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);
  private static final String NAME = "hostward-io";

  /** How long a thread waits for its next task before it ends. */
  static final Duration IDLE = Duration.ofSeconds(10);

  private static final long LONGEST_SECONDS = 5;

  private final Executor executor;
  private final @Nullable ExecutorService own;

  private Workers(Executor executor, @Nullable ExecutorService own) {
    this.executor = executor;
    this.own = own;
  }

  /** A pool that grows with the transfers under way. */
  static Workers own(Duration idle) {
    Threads threads = new Threads();
    ExecutorService pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            idle.toMillis(),
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            threads,
            (task, closed) -> runElsewhere(task));
    return new Workers(pool, pool);
  }

  /** The application's executor, which is not shut down with the transport. */
  static Workers of(Executor executor) {
    return new Workers(task -> execute(executor, task), null);
  }

  /**
   * Runs tasks on another thread in any case: where the pool or the application's executor refuses,
   * on a new one, since a source must not be left open nor a future incomplete for ever.
   */
  Executor executor() {
    return executor;
  }

  private static void execute(Executor executor, Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      runElsewhere(task);
    }
  }

  private static void runElsewhere(Runnable task) {
    log.debug("the executor refused a task; a new thread runs it");
    new Threads().newThread(task).start();
  }

  static boolean isCurrent() {
    return Thread.currentThread() instanceof WorkerThread;
  }

  /** Ends an own pool; waits for its threads unless called by one of them. */
  void close(boolean await) {
    if (own == null) {
      return;
    }
    own.shutdown();
    try {
      if (await && !own.awaitTermination(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        log.debug("a source, sink or listener still blocks a thread");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Netty's own kind of thread gives a pooled buffer back without taking a lock. */
  private static final class WorkerThread extends FastThreadLocalThread {
    WorkerThread(Runnable task, String name) {
      super(task, name);
    }
  }

  private static final class Threads extends DefaultThreadFactory {
    Threads() {
      super(NAME, true);
    }

    @Override
    protected Thread newThread(Runnable task, String name) {
      return new WorkerThread(task, name);
    }
  }
}
