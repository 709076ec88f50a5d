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
import org.jspecify.annotations.Nullable;

/**
 * Has calls made. A question over Hostward's own port is asked on its caller's thread, whose
 * interrupt breaks it off. Calls over a port that was handed in are made on threads of their own
 * and abandoned by an interrupt: reading from a socket cannot be interrupted. So is what must come
 * to its end over either, since others wait for it too, or because its outcome matters.
 */
final class Calls {
  private final boolean breakable;
  private final ExecutorService threads = Executors.newCachedThreadPool(Calls::daemon);

  /**
   * For the calls of one port.
   *
   * @param breakable whether an interrupt of the thread ends a call
   */
  Calls(boolean breakable) {
    this.breakable = breakable;
  }

  /** A call that has no result. */
  @FunctionalInterface
  interface Step {
    void run() throws VSphereException;
  }

  /**
   * Makes a call that may be broken off. A thread that is interrupted already asks nothing.
   *
   * @param what the call and its server, for messages
   * @throws VSphereException what the call ended with, or that the wait was interrupted
   */
  <T> T await(String what, Callable<T> call) throws VSphereException {
    requireNotInterrupted(what);
    if (!breakable) {
      return await(what, begin(what, call));
    }
    if (threads.isShutdown()) {
      throw closed(what);
    }
    try {
      return call.call();
    } catch (VSphereException e) {
      throw e;
    } catch (Exception e) {
      throw unexpected(what, e);
    }
  }

  /** Waits for a call that comes to its end, whether or not this wait does. */
  void run(String what, Step call) throws VSphereException {
    requireNotInterrupted(what);
    await(
        what,
        begin(
            what,
            () -> {
              call.run();
              return true;
            }));
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
      throw interrupted(what, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof VSphereException refused
          ? refused
          : unexpected(what, e.getCause());
    }
  }

  private static VSphereException unexpected(String what, @Nullable Throwable failure) {
    return new VSphereException(
        Kind.FAULT, what + " failed: " + Printable.of(String.valueOf(failure)), failure);
  }

  static VSphereException interrupted(String what, Throwable cause) {
    return new VSphereException(
        Kind.INTERRUPTED,
        "interrupted while waiting for " + what + ", which may still be carried out",
        cause);
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
