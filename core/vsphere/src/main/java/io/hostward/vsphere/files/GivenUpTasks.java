package io.hostward.vsphere.files;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.VimSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels tasks that their callers have given up, and looks how they ended. All of it runs on
 * another thread, so that a server that does not answer holds no caller up for longer than some
 * seconds; what that thread has begun it finishes, even if nobody waits any more.
 */
final class GivenUpTasks {
  private static final Logger LOG = LoggerFactory.getLogger(GivenUpTasks.class);

  /** How long the caller waits, although it was interrupted. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** How long a server that accepted the cancellation has to end the task. */
  private static final Duration CANCELLING = Duration.ofSeconds(2);

  private final VimSession session;
  private final Look look;

  /** Asks for a task's state. */
  @FunctionalInterface
  interface Look {
    TaskInfo at(String operation, Moref task) throws VSphereException;
  }

  GivenUpTasks(VimSession session, Look look) {
    this.session = session;
    this.look = look;
  }

  /** Cancels a task, whose reference may still be on its way, and waits for nothing. */
  void cancel(String operation, Future<ManagedObjectReference> started) {
    try {
      Future<?> unused = session.aside("CancelTask", () -> cancel(Moref.of(started.get())));
    } catch (VSphereException e) {
      LOG.debug("{} is not cancelled: {}", operation, e.getMessage());
    }
  }

  /**
   * Cancels a task and tells how it ended.
   *
   * @param undone what is left of a task that the server has called off
   * @param interruption what is thrown if that cannot be found out in time
   * @return the task's result, if it succeeded all the same
   */
  Optional<Object> settle(
      String operation,
      String undone,
      Future<ManagedObjectReference> started,
      VSphereException interruption)
      throws VSphereException {
    // The interrupt has done its work; with its flag set nothing could be waited for.
    boolean interrupted = Thread.interrupted();
    try {
      Future<TaskInfo> last = session.aside("CancelTask", () -> lastLook(operation, started));
      TaskInfo info = last.get(LONGEST.toNanos(), TimeUnit.NANOSECONDS);
      return outcome(operation, undone, info, interruption);
    } catch (InterruptedException e) {
      interrupted = true;
      throw interruption;
    } catch (TimeoutException e) {
      throw interruption;
    } catch (ExecutionException e) {
      throw refusedAtStart(e).orElse(interruption);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Optional<Object> outcome(
      String operation, String undone, TaskInfo info, VSphereException interruption)
      throws VSphereException {
    if (info.getState() == TaskInfoState.SUCCESS) {
      return Optional.ofNullable(info.getResult());
    } else if (TaskOutcome.isCancelled(info)) {
      throw new VSphereException(
          Kind.CANCELLED,
          operation
              + " on "
              + session.describe()
              + " was interrupted, and cancelled by the server: "
              + undone,
          interruption);
    } else if (info.getState() == TaskInfoState.ERROR) {
      throw TaskOutcome.failure(operation, session.describe(), info);
    }
    throw interruption;
  }

  /** What the server answered when the task was to be started: then there is none. */
  private static Optional<VSphereException> refusedAtStart(ExecutionException e) {
    return e.getCause() instanceof ExecutionException atStart
            && atStart.getCause() instanceof VSphereException told
            && told.kind() != Kind.NO_ANSWER
        ? Optional.of(told)
        : Optional.empty();
  }

  private TaskInfo lastLook(String operation, Future<ManagedObjectReference> started)
      throws Exception {
    Moref task = Moref.of(started.get());
    boolean cancelled = cancel(task);
    Pauses pauses = new Pauses(Duration.ofMillis(5), Duration.ofMillis(500));
    long end = System.nanoTime() + CANCELLING.toNanos();
    TaskInfo info = look.at(operation, task);
    while (cancelled && !TaskOutcome.isEnd(info) && System.nanoTime() < end) {
      pauses.next(operation);
      info = look.at(operation, task);
    }
    return info;
  }

  /** True if the server accepts; one whose task has ended does not, nor does an old vcsim. */
  private boolean cancel(Moref task) {
    try {
      return session.call(
          "CancelTask",
          port -> {
            port.cancelTask(task.toVim());
            return true;
          });
    } catch (VSphereException e) {
      LOG.debug("{} is not cancelled: {}", task.value(), e.getMessage());
      return false;
    }
  }
}
