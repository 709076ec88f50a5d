package io.hostward.lab.task;

import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.property.ObjectSource;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks and remembers them: queued, then running, then success or error, each seen by clients
 * that wait for updates. A few run side by side, so that a long copy holds up no move. Thread-safe.
 */
public final class TaskOffice implements ObjectSource, AutoCloseable {
  /** Finished tasks beyond this number are forgotten, oldest first. */
  private static final int REMEMBERED = 500;

  private static final int SIDE_BY_SIDE = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(TaskOffice.class);

  private final InstantSource clock;
  private final Runnable changed;
  private final Map<Ref, LabTask> tasks = new LinkedHashMap<>();
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(
          SIDE_BY_SIDE,
          task -> {
            Thread thread = new Thread(task, "lab-tasks");
            thread.setDaemon(true);
            return thread;
          });
  private final Supplier<Duration> delay;
  private int issued;

  /**
   * @param clock the lab's time, for the times that tasks show
   * @param delay how long a task stays running before its work is done, in real time
   * @param changed called after each change of any task; must be quick
   */
  public TaskOffice(InstantSource clock, Supplier<Duration> delay, Runnable changed) {
    this.clock = clock;
    this.delay = delay;
    this.changed = changed;
  }

  /** Queues a task. */
  public Ref start(TaskOrder order) {
    LabTask task;
    synchronized (this) {
      issued++;
      task = new LabTask(new Ref("Task", "task-" + issued), order, clock, changed);
      tasks.put(task.ref(), task);
      forgetOldest();
    }
    executor.execute(() -> begin(task));
    return task.ref();
  }

  private void begin(LabTask task) {
    task.begin();
    Duration running = delay.get().plus(task.takes());
    Future<?> unused = executor.schedule(task::work, running.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void forgetOldest() {
    Iterator<LabTask> oldest = tasks.values().iterator();
    while (tasks.size() > REMEMBERED && oldest.hasNext()) {
      if (oldest.next().finished()) {
        oldest.remove();
      }
    }
  }

  /** Cancels a task that has not ended; InvalidState if it has. */
  public void cancel(Ref ref) {
    LabTask task;
    synchronized (this) {
      task = tasks.get(ref);
    }
    if (task == null) {
      throw Faults.managedObjectNotFound(ref);
    }
    task.cancel();
  }

  @Override
  public synchronized @Nullable ManagedObject find(Ref ref) {
    return tasks.get(ref);
  }

  /** The tasks that are remembered, oldest first. */
  public synchronized List<Ref> recent() {
    return new ArrayList<>(tasks.keySet());
  }

  /** Interrupts what is under way, and waits a little until it has let go of its files. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a task still runs {} s after the lab was closed", PATIENCE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
