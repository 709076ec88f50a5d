package io.hostward.lab.task;

import io.hostward.lab.vim.Ref;
import io.hostward.lab.vim.VimFault;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a task is to do.
 *
 * @param type the type of the object on which it was called, {@code FileManager}
 * @param operation the name of that call on the wire, {@code MoveDatastoreFile_Task}
 * @param entity what it is about; null if about nothing in the inventory
 * @param entityName that entity's name
 * @param user who asked for it
 * @param work what is done; its result is the task's, a {@code VimFault} its error
 * @param takes asked once as it begins to run: how long it runs before the work is done
 * @param course whether it comes to an end by itself
 */
public record TaskOrder(
    String type,
    String operation,
    @Nullable Ref entity,
    @Nullable String entityName,
    String user,
    Callable<? extends @Nullable Object> work,
    Supplier<Duration> takes,
    Course course) {

  private static final String SUFFIX = "_Task";

  /** How a task runs. */
  public enum Course {
    /** To its end. */
    TO_ITS_END,
    /** Until it is cancelled. */
    STUCK,
    /** For ever: cancelling it is accepted and changes nothing. */
    STUCK_AND_DEAF
  }

  /** A task that comes to its end. */
  public TaskOrder(
      String type,
      String operation,
      @Nullable Ref entity,
      @Nullable String entityName,
      String user,
      Callable<? extends @Nullable Object> work) {
    this(type, operation, entity, entityName, user, work, () -> Duration.ZERO, Course.TO_ITS_END);
  }

  /** {@code FileManager.moveDatastoreFile}: what a client looks up a text for the user by. */
  public String descriptionId() {
    String method =
        operation.endsWith(SUFFIX)
            ? operation.substring(0, operation.length() - SUFFIX.length())
            : operation;
    return type + "." + Character.toLowerCase(method.charAt(0)) + method.substring(1);
  }

  /** The same, taking so long. */
  public TaskOrder taking(Supplier<Duration> time) {
    return new TaskOrder(type, operation, entity, entityName, user, work, time, course);
  }

  /** The same, with a fault in place of its work. */
  public TaskOrder ending(VimFault fault) {
    Callable<Object> failing =
        () -> {
          throw fault;
        };
    return new TaskOrder(
        type, operation, entity, entityName, user, failing, () -> Duration.ZERO, course);
  }

  /** The same, never done. */
  public TaskOrder stuck(boolean cancellable) {
    Course stuck = cancellable ? Course.STUCK : Course.STUCK_AND_DEAF;
    return new TaskOrder(type, operation, entity, entityName, user, work, takes, stuck);
  }
}
