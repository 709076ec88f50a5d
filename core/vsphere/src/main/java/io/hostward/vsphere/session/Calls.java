package io.hostward.vsphere.session;

import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** Runs blocking calls on threads of its own, so that whoever waits for one can be interrupted. */
final class Calls {
  private final ExecutorService threads = Executors.newCachedThreadPool(Calls::daemon);

  /**
   * Waits for a call.
   *
   * @param what the call and its server, for messages
   * @throws VSphereException what the call ended with, or that the wait was interrupted
   */
  <T> T await(String what, Callable<T> call) throws VSphereException {
    if (Thread.currentThread().isInterrupted()) {
      throw new VSphereException(Kind.FAULT, "interrupted before " + what, null);
    }
    try {
      return submit(what, call).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VSphereException(
          Kind.FAULT,
          "interrupted while waiting for " + what + ", which may still be carried out",
          e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof VSphereException refused
          ? refused
          : new VSphereException(Kind.FAULT, what + " failed: " + e.getCause(), e);
    }
  }

  private <T> Future<T> submit(String what, Callable<T> call) throws VSphereException {
    try {
      return threads.submit(call);
    } catch (RejectedExecutionException e) {
      throw new VSphereException(
          Kind.SESSION, what + ": the connection was closed; build a new one", null);
    }
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
