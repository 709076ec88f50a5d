package io.hostward.netty;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that runs in turns on an executor, never twice at a time, and only while there is
 * something to do: it holds no thread while it waits. Safe for use by many threads, none of which
 * waits for another: event loops are among them.
 */
final class SerialTask {
  private static final Logger log = LoggerFactory.getLogger(SerialTask.class);

  private static final int RUNNING = 1;
  private static final int AGAIN = 2;
  private static final int STOPPED = 4;

  private final Executor executor;
  private final Runnable turn;
  private final Consumer<Throwable> onFailure;
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private final AtomicInteger state = new AtomicInteger();

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
    int before = state.getAndUpdate(SerialTask::woken);
    if ((before & (STOPPED | RUNNING)) == 0) {
      executor.execute(this::run);
    }
  }

  private static int woken(int before) {
    if ((before & STOPPED) != 0) {
      return before;
    }
    return before | ((before & RUNNING) == 0 ? RUNNING : AGAIN);
  }

  boolean isStopped() {
    return (state.get() & STOPPED) != 0;
  }

  /** Lets no further turn begin. */
  void halt() {
    var unused = stop();
  }

  /** Lets no further turn begin; the future is done when the one under way has ended. */
  CompletableFuture<Void> stop() {
    int before = state.getAndUpdate(now -> now | STOPPED);
    if ((before & RUNNING) == 0) {
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
    int before = state.getAndUpdate(SerialTask::turned);
    if (before == (RUNNING | AGAIN)) {
      return true;
    }
    if ((before & STOPPED) != 0) {
      quiet.complete(null);
    }
    return false;
  }

  private static int turned(int before) {
    return before == (RUNNING | AGAIN) ? RUNNING : before & STOPPED;
  }
}
