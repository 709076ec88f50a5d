package io.hostward.netty;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that runs in turns on an executor, never twice at a time, and only while there is
 * something to do: it holds no thread while it waits. Safe for use by many threads.
 */
final class SerialTask {
  private static final Logger log = LoggerFactory.getLogger(SerialTask.class);

  private final Executor executor;
  private final Runnable turn;
  private final Consumer<Throwable> onFailure;
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private boolean running;
  private boolean again;
  private boolean stopped;

  /**
   * Creates it, at rest.
   *
   * @param turn does what can be done without waiting
   * @param onFailure told what a turn threw
   */
  SerialTask(Executor executor, Runnable turn, Consumer<Throwable> onFailure) {
    this.executor = executor;
    this.turn = turn;
    this.onFailure = onFailure;
  }

  /** Makes a turn begin after this call, unless stopped. */
  void wake() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      if (running) {
        again = true;
        return;
      }
      running = true;
    }
    executor.execute(this::run);
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /** Lets no further turn begin. */
  void halt() {
    var unused = stop();
  }

  /** Lets no further turn begin; the future is done when the one under way has ended. */
  CompletableFuture<Void> stop() {
    boolean idle;
    synchronized (this) {
      stopped = true;
      idle = !running;
    }
    if (idle) {
      quiet.complete(null);
    }
    return quiet;
  }

  private void run() {
    do {
      if (!isStopped()) {
        runTurn();
      }
    } while (goesOn());
  }

  /** Nothing may escape: a turn whose end is not noted would keep the transfer from ever ending. */
  private void runTurn() {
    try {
      turn.run();
    } catch (Throwable e) {
      try {
        onFailure.accept(e);
      } catch (RuntimeException again) {
        log.debug("a failure could not be told", again);
      }
    }
  }

  private boolean goesOn() {
    boolean ended;
    synchronized (this) {
      if (again && !stopped) {
        again = false;
        return true;
      }
      running = false;
      ended = stopped;
    }
    if (ended) {
      quiet.complete(null);
    }
    return false;
  }
}
