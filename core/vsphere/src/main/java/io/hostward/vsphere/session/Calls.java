package io.hostward.vsphere.session;

import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs blocking calls on threads of its own, so that a caller can be interrupted: reading from a
 * socket cannot.
 */
final class Calls {
  private final ExecutorService threads = Executors.newCachedThreadPool(Calls::daemon);

  /** A call that has no result. */
  @FunctionalInterface
  interface Step {
    void run() throws VSphereException;
  }

  /**
   * Waits for a call. A thread that is interrupted already asks nothing.
   *
   * @param what the call and its server, for messages
   * @throws VSphereException what the call ended with, or that the wait was interrupted
   */
  <T> T await(String what, Callable<T> call) throws VSphereException {
    requireNotInterrupted(what);
    return await(what, begin(what, call));
  }

  /** Waits for a call that has no result. */
  void run(String what, Step call) throws VSphereException {
    await(
        what,
        () -> {
          call.run();
          return true;
        });
  }

  static void requireNotInterrupted(String what) throws VSphereException {
    if (Thread.currentThread().isInterrupted()) {
      throw new VSphereException(
          Kind.INTERRUPTED, "interrupted before " + what + ", which was not sent", null);
    }
  }

  /** Waits for a call that was begun. */
  static <T> T await(String what, Future<T> call) throws VSphereException {
    try {
      return call.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VSphereException(
          Kind.INTERRUPTED,
          "interrupted while waiting for " + what + ", which may still be carried out",
          e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof VSphereException refused
          ? refused
          : new VSphereException(
              Kind.FAULT, what + " failed: " + Printable.of(String.valueOf(e.getCause())), e);
    }
  }

  /** Begins a call; nobody need wait for it. */
  <T> Future<T> begin(String what, Callable<T> call) throws VSphereException {
    try {
      return threads.submit(call);
    } catch (RejectedExecutionException e) {
      throw closed(what);
    }
  }

  static VSphereException closed(String what) {
    return new VSphereException(
        Kind.CLOSED, what + ": the connection was closed; build a new one", null);
  }

  /** Takes no more calls; those under way come to their end. */
  void close() {
    threads.shutdown();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "hostward-vsphere-call");
    thread.setDaemon(true);
    return thread;
  }
}
