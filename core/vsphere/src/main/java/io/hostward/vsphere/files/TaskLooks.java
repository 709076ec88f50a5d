package io.hostward.vsphere.files;

import com.vmware.vim25.PropertySpec;
import com.vmware.vim25.TaskInfo;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import io.hostward.vsphere.session.PropertyReader;
import io.hostward.vsphere.session.Specs;
import io.hostward.vsphere.session.VimSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at tasks, at many in one call. Safe for use by many threads. */
final class TaskLooks {
  private static final PropertySpec INFO = Specs.properties("Task", "info");

  private final VimSession session;
  private final PropertyReader reader;
  private final Joint<Moref, Properties> looks;

  TaskLooks(VimSession session, PropertyReader reader) {
    this.session = session;
    this.reader = reader;
    this.looks = new Joint<>(session, this::read);
  }

  /** Asks for a task's state, perhaps together with others'. */
  TaskInfo look(String operation, Moref task) throws VSphereException {
    Optional<Properties> found = looks.ask(operation, task);
    return found.isPresent() ? info(operation, found.get()) : alone(operation, task);
  }

  /** Asks for a task's state by itself: does not wait for others' looks. */
  TaskInfo alone(String operation, Moref task) throws VSphereException {
    return info(operation, reader.read(Specs.objects(List.of(task), INFO)).get(task));
  }

  private Map<Moref, Properties> read(List<Moref> tasks) throws VSphereException {
    Map<Moref, Properties> found = reader.read(Specs.objects(tasks, INFO));
    // Asked for by itself again, one alone would get the same answer.
    return tasks.size() == 1 && found.isEmpty() ? Map.of(tasks.get(0), Properties.NONE) : found;
  }

  private TaskInfo info(String operation, @Nullable Properties found) throws VSphereException {
    Properties properties = found == null ? Properties.NONE : found;
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
}
