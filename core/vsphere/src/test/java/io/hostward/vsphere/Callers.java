package io.hostward.vsphere;

import static org.awaitility.Awaitility.await;

import io.hostward.transfer.VSphereException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Threads that make calls: many at once, or one that is interrupted. */
final class Callers {
  private Callers() {}

  /** How a call ended. */
  record Outcome<T>(Optional<T> result, Optional<VSphereException> failure) {
    VSphereException failed() {
      return failure.orElseThrow(() -> new AssertionError("it did not fail: " + result));
    }
  }

  /** What many threads got that made the same call at the same time. */
  static <T> List<Outcome<T>> atOnce(int threads, Callable<T> call) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Outcome<T>>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        calls.add(
            pool.submit(
                () -> {
                  start.await();
                  return outcome(call);
                }));
      }
      List<Outcome<T>> outcomes = new ArrayList<>();
      for (Future<Outcome<T>> made : calls) {
        outcomes.add(made.get());
      }
      return outcomes;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> Outcome<T> outcome(Callable<T> call) throws Exception {
    try {
      return new Outcome<>(Optional.of(call.call()), Optional.empty());
    } catch (VSphereException e) {
      return new Outcome<>(Optional.empty(), Optional.of(e));
    }
  }

  /**
   * A call on a thread of its own.
   *
   * @param keptInterrupted whether the thread's flag was set after the call
   */
  record Ended<T>(Outcome<T> outcome, boolean keptInterrupted, Duration afterInterrupt) {}

  /** A call that can be interrupted. */
  static final class Caller<T> {
    private final FutureTask<Ended<T>> task;
    private final Thread thread;
    private volatile long interruptedAt;

    Caller(Callable<T> call) {
      task =
          new FutureTask<>(
              () -> {
                Outcome<T> outcome = outcome(call);
                Duration since = Duration.ofNanos(System.nanoTime() - interruptedAt);
                return new Ended<>(outcome, Thread.currentThread().isInterrupted(), since);
              });
      thread = new Thread(task);
      thread.start();
    }

    Caller<T> awaitWaiting() {
      await()
          .until(
              () ->
                  thread.getState() == Thread.State.WAITING
                      || thread.getState() == Thread.State.TIMED_WAITING);
      return this;
    }

    Ended<T> interrupt() throws InterruptedException, ExecutionException {
      interruptedAt = System.nanoTime();
      thread.interrupt();
      return task.get();
    }

    /** And does not wait for its end. */
    void interruptOnly() {
      thread.interrupt();
    }

    Caller<T> awaitWaitingIn(String type) {
      await().until(() -> thread.getState() == Thread.State.WAITING && waitsIn(type));
      return this;
    }

    /** True if a class's code is on its stack. */
    boolean waitsIn(String type) {
      return Stream.of(thread.getStackTrace()).anyMatch(frame -> frame.getClassName().equals(type));
    }

    Outcome<T> join() throws InterruptedException, ExecutionException {
      return task.get().outcome();
    }
  }
}
