package io.hostward.vsphere.files;

import com.vmware.vim25.LocalizedMethodFault;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.TaskInfo;
import com.vmware.vim25.TaskInfoState;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import io.hostward.vsphere.session.PropertyReader;
import io.hostward.vsphere.session.Specs;
import io.hostward.vsphere.session.TaskFault;
import io.hostward.vsphere.session.VimFaults;
import io.hostward.vsphere.session.VimSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs tasks to their end.
 *
 * <p>The task is asked for its state, at first after milliseconds, then ever more seldom. A
 * property filter would be told, but costs three more calls than the one or two that a file task's
 * usual milliseconds need, and the filters of a session are shared with the application whose
 * session it may be.
 */
public final class VimTasks {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final VimSession session;
  private final PropertyReader reader;

  public VimTasks(VimSession session, PropertyReader reader) {
    this.session = session;
    this.reader = reader;
  }

  /** Starts a task and waits until it has succeeded; returns its result, if it has one. */
  public Optional<Object> run(String operation, VimSession.Call<ManagedObjectReference> start)
      throws VSphereException {
    Moref task = Moref.of(session.call(operation, start));
    Duration pause = FIRST_PAUSE;
    while (true) {
      TaskInfo info = info(operation, task);
      if (info.getState() == TaskInfoState.SUCCESS) {
        return Optional.ofNullable(info.getResult());
      }
      if (info.getState() == TaskInfoState.ERROR) {
        LocalizedMethodFault error = info.getError();
        throw VimFaults.translate(
            operation,
            session.describe(),
            error == null
                ? new TaskFault(null, null)
                : new TaskFault(error.getFault(), error.getLocalizedMessage()));
      }
      pause(operation, pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private TaskInfo info(String operation, Moref task) throws VSphereException {
    Properties properties =
        reader
            .read(Specs.objects(List.of(task), Specs.properties("Task", "info")))
            .getOrDefault(task, Properties.NONE);
    return properties
        .get("info", TaskInfo.class)
        .orElseThrow(
            () ->
                new VSphereException(
                    Kind.FAULT,
                    operation
                        + " on "
                        + session.describe()
                        + ": the task's state is withheld "
                        + properties.withheld(),
                    null));
  }

  private void pause(String operation, Duration pause) throws VSphereException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VSphereException(
          Kind.FAULT,
          "interrupted while waiting for " + operation + " on " + session.describe(),
          e);
    }
  }
}
