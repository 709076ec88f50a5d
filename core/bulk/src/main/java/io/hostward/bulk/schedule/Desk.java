package io.hostward.bulk.schedule;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Runs actions one at a time, in their order, on an executor's threads. */
final class Desk implements Executor {
  private final Executor executor;
  private final Consumer<Throwable> broken;
  private final Queue<Runnable> actions = new ArrayDeque<>();
  private boolean busy;

  /** A desk; what an action throws is handed to {@code broken}. */
  Desk(Executor executor, Consumer<Throwable> broken) {
    this.executor = executor;
    this.broken = broken;
  }

  @Override
  public void execute(Runnable action) {
    synchronized (actions) {
      actions.add(action);
      if (busy) {
        return;
      }
      busy = true;
    }
    try {
      executor.execute(this::work);
    } catch (RuntimeException e) {
      synchronized (actions) {
        busy = false;
      }
      throw e;
    }
  }

  private void work() {
    for (Runnable action = next(); action != null; action = next()) {
      try {
        action.run();
      } catch (Throwable e) {
        broken.accept(e);
      }
    }
  }

  private @org.jspecify.annotations.Nullable Runnable next() {
    synchronized (actions) {
      Runnable action = actions.poll();
      busy = action != null;
      return action;
    }
  }
}
