package io.hostward.pipeline;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of uploads and downloads: an application's executor, or daemon threads of our own.
 * Safe for use by many threads.
 */
public final class WorkThreads implements AutoCloseable {
  private final ExecutorService own = Executors.newCachedThreadPool(WorkThreads::thread);
  private final Executor executor;
  private final Executor aside;

  private static final AtomicInteger COUNT = new AtomicInteger();

  /**
   * Threads to run them on.
   *
   * @param given the application's executor, if it has one
   */
  public WorkThreads(Optional<Executor> given) {
    executor = given.orElse(own);
    // Our own pool takes a task without a wait, and never runs it on the thread that hands it in.
    // Others may do either.
    aside = given.isPresent() ? own : Runnable::run;
  }

  /** Where they run. */
  Executor executor() {
    return executor;
  }

  /** From where they may be handed to it, whatever it does then. */
  Executor aside() {
    return aside;
  }

  /** Ends our own threads as soon as they have nothing to do. */
  @Override
  public void close() {
    own.shutdown();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "hostward-transfer-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
