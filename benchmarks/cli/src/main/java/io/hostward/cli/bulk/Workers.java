package io.hostward.cli.bulk;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for what blocks in deliveries, as many as run at once at most. */
final class Workers implements Executor, AutoCloseable {
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

  /** Lets what runs go on, for what is interrupted cleans up. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
