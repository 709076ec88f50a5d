package io.hostward.cli.bulk;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for what blocks in deliveries, as many as run at once at most. */
final class Workers implements Executor, AutoCloseable {
  private static final Duration LONGEST_CLEANUP = Duration.ofSeconds(40);

  private final ExecutorService executor;

  Workers(int most) {
    AtomicInteger number = new AtomicInteger();
    executor =
        Executors.newFixedThreadPool(
            most,
            task -> {
              Thread thread = new Thread(task, "hostward-delivery-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  /** Waits for what runs: what was interrupted cleans up, for as long as that may take. */
  @Override
  public void close() {
    executor.shutdown();
    boolean interrupted = Thread.interrupted();
    try {
      executor.awaitTermination(LONGEST_CLEANUP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
