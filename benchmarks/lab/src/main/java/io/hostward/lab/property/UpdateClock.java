package io.hostward.lab.property;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes waiting collectors look again: at once when something is known to have changed, and every
 * tenth of a second for all that changes unseen. Holds one thread. Thread-safe.
 *
 * <p>A long poll's patience is real time, unlike all else in the lab: it is the client's socket
 * that waits.
 */
public final class UpdateClock implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 100;

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lab-updates");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  /** Something changed: all waiting collectors look again soon, on the clock's thread. */
  public void ring() {
    if (!watchers.isEmpty() && !executor.isShutdown()) {
      executor.execute(() -> watchers.forEach(Runnable::run));
    }
  }

  /** Does something regularly until the clock is closed, on the clock's thread. */
  public void every(Duration period, Runnable work) {
    long millis = period.toMillis();
    Future<?> unused = executor.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Calls {@code look} from time to time until closed.
   *
   * @param patience after which {@code giveUp} is called; null for never
   */
  AutoCloseable whileWaiting(Runnable look, @Nullable Duration patience, Runnable giveUp) {
    watchers.add(look);
    Future<?> regular =
        executor.scheduleWithFixedDelay(
            look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    Future<?> end =
        patience == null
            ? null
            : executor.schedule(giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
    return () -> {
      watchers.remove(look);
      regular.cancel(false);
      if (end != null) {
        end.cancel(false);
      }
    };
  }

  /** Ends a watch, which only cancels timers and listeners. */
  public static void stop(AutoCloseable watch) {
    try {
      watch.close();
    } catch (Exception e) {
      throw new IllegalStateException("a watch only cancels timers", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
