package io.hostward.vsphere.files;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.PropertyReader;
import io.hostward.vsphere.session.VimSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Runs tasks to their end.
 *
 * <p>The task is asked for its state, at first after milliseconds, then less and less often, and
 * together with the others that run ({@link TaskLooks}). A property filter would be notified, but
 * costs three more calls than the one or two that a file task's usual milliseconds need, and the
 * filters of a session are shared with the application whose session it may be.
 */
public final class VimTasks {
  /** Tries while a server is away: nothing but its reference tells how a task ended. */
  private static final int ASKED_AGAIN = 5;

  private static final Duration LONGEST_AWAY = Duration.ofSeconds(5);

  private final VimSession session;
  private final TaskLooks looks;
  private final GivenUpTasks givenUp;

  public VimTasks(VimSession session, PropertyReader reader) {
    this.session = session;
    this.looks = new TaskLooks(session, reader);
    this.givenUp = new GivenUpTasks(session, looks::alone);
  }

  /**
   * Starts a task and waits until it has succeeded; returns its result, if it has one. Interrupted,
   * it has the task cancelled and leaves at once.
   */
  public Optional<Object> run(String operation, VimSession.Call<ManagedObjectReference> start)
      throws VSphereException {
    Future<ManagedObjectReference> started = session.begin(operation, start);
    try {
      return follow(operation, started);
    } catch (VSphereException e) {
      if (e.kind() != Kind.INTERRUPTED) {
        throw e;
      }
      givenUp.cancel(operation, started);
      throw interrupted(operation, "it is being cancelled, and may still be carried out", e);
    }
  }

  /**
   * The same for a task whose outcome matters: interrupted, it has the task cancelled and looks for
   * some seconds at most how it ended. If it succeeded all the same, this is a success.
   *
   * @param undone what is left of a task that the server has called off
   */
  public Optional<Object> settle(
      String operation, String undone, VimSession.Call<ManagedObjectReference> start)
      throws VSphereException {
    Future<ManagedObjectReference> started = beginUnlessInterrupted(operation, start);
    try {
      return follow(operation, started);
    } catch (VSphereException e) {
      if (e.kind() != Kind.INTERRUPTED) {
        throw e;
      }
      return givenUp.settle(
          operation,
          undone,
          started,
          interrupted(
              operation, "how it ended could not be found out, it may still be carried out", e));
    }
  }

  /** What an interrupt keeps from being sent is not done, and nothing need be found out. */
  private Future<ManagedObjectReference> beginUnlessInterrupted(
      String operation, VimSession.Call<ManagedObjectReference> start) throws VSphereException {
    try {
      return session.begin(operation, start);
    } catch (VSphereException e) {
      throw e.kind() == Kind.INTERRUPTED
          ? new VSphereException(Kind.CANCELLED, e.getMessage() + ": nothing was done", e)
          : e;
    }
  }

  private Optional<Object> follow(String operation, Future<ManagedObjectReference> started)
      throws VSphereException {
    Moref task = Moref.of(session.await(operation, started));
    Pauses pauses = new Pauses(Duration.ofMillis(5), Duration.ofSeconds(1));
    TaskInfo info = lookPatiently(operation, task);
    while (!TaskOutcome.isEnd(info)) {
      pauses.next(operation + " on " + session.describe());
      info = lookPatiently(operation, task);
    }
    if (info.getState() == TaskInfoState.SUCCESS) {
      return Optional.ofNullable(info.getResult());
    }
    throw TaskOutcome.failure(operation, session.describe(), info);
  }

  private TaskInfo lookPatiently(String operation, Moref task) throws VSphereException {
    Pauses pauses = new Pauses(Duration.ofMillis(100), Duration.ofSeconds(2));
    long firstFailure = 0;
    for (int failures = 1; ; failures++) {
      try {
        return looks.look(operation, task);
      } catch (VSphereException e) {
        long now = System.nanoTime();
        firstFailure = failures == 1 ? now : firstFailure;
        if (e.kind() != Kind.NO_ANSWER
            || failures > ASKED_AGAIN
            || now - firstFailure > LONGEST_AWAY.toNanos()) {
          throw lost(operation, e);
        }
      }
      pauses.next(operation + " on " + session.describe());
    }
  }

  private VSphereException interrupted(String operation, String what, VSphereException e) {
    return new VSphereException(
        Kind.INTERRUPTED,
        "interrupted while waiting for " + operation + " on " + session.describe() + ": " + what,
        e);
  }

  /**
   * What a failed look says is said of the look. A server that has forgotten the task, after a
   * restart, does not say that a file is missing, and one that hides its state denies no move.
   */
  private VSphereException lost(String operation, VSphereException e) {
    return switch (e.kind()) {
      case LOGIN, SESSION, CLOSED, INTERRUPTED, TOO_LONG -> e;
      default ->
          new VSphereException(
              Kind.NO_ANSWER,
              operation + " was started, but how it ended cannot be found out: " + e.getMessage(),
              e);
    };
  }
}
