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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at tasks: one call for all that are asked for while another look is under way. Who comes
 * first asks at once, on its own thread, for its own task; those that come meanwhile are asked for
 * together after it, by one of them. So one task is looked at as if there were no others, and many
 * cost the server little more than one. Safe for use by many threads.
 */
final class TaskLooks {
  private static final PropertySpec INFO = Specs.properties("Task", "info");

  /** These say something of the server or the session, so of every task that was asked for. */
  private static final Set<Kind> OF_ALL =
      EnumSet.of(Kind.NO_ANSWER, Kind.SESSION, Kind.LOGIN, Kind.CLOSED);

  private final VimSession session;
  private final PropertyReader reader;
  private List<Asked> waiting = new ArrayList<>();
  private boolean underWay;

  /** One caller's question, and what the caller is told when its turn comes. */
  private record Asked(Moref task, CompletableFuture<Turn> turn) {}

  private sealed interface Turn {
    /** The caller is to ask for all of these, itself among them. */
    record Lead(List<Asked> group) implements Turn {}

    /** Another has asked. */
    record Found(Map<Moref, Properties> properties) implements Turn {}

    /** Another has asked, and failed for a reason that concerns everybody. */
    record Failed(VSphereException failure) implements Turn {}

    /** Another should have asked; the caller had better do so itself. */
    record Alone() implements Turn {}
  }

  TaskLooks(VimSession session, PropertyReader reader) {
    this.session = session;
    this.reader = reader;
  }

  /** Asks for a task's state, perhaps together with others'. */
  TaskInfo look(String operation, Moref task) throws VSphereException {
    Asked mine = new Asked(task, new CompletableFuture<>());
    List<Asked> group = entered(mine) ? List.of(mine) : null;
    if (group == null) {
      Turn turn = await(operation, mine);
      if (turn instanceof Turn.Found found && found.properties().containsKey(task)) {
        return info(operation, found.properties().get(task));
      } else if (turn instanceof Turn.Failed failed) {
        VSphereException told = failed.failure();
        throw new VSphereException(told.kind(), String.valueOf(told.getMessage()), told);
      } else if (turn instanceof Turn.Lead lead) {
        group = lead.group();
      }
    }
    Map<Moref, Properties> found = group == null ? Map.of() : lead(group, mine);
    return found.containsKey(task) ? info(operation, found.get(task)) : alone(operation, task);
  }

  /** Asks for a task's state by itself: does not wait for others' looks. */
  TaskInfo alone(String operation, Moref task) throws VSphereException {
    return info(operation, reader.read(Specs.objects(List.of(task), INFO)).get(task));
  }

  private synchronized boolean entered(Asked mine) {
    if (underWay) {
      waiting.add(mine);
      return false;
    }
    underWay = true;
    return true;
  }

  private Turn await(String operation, Asked mine) throws VSphereException {
    try {
      return mine.turn().get();
    } catch (InterruptedException e) {
      leave(mine);
      Thread.currentThread().interrupt();
      throw new VSphereException(
          Kind.INTERRUPTED,
          "interrupted while waiting for "
              + operation
              + " on "
              + session.describe()
              + ", which may still be carried out",
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a turn never fails", e);
    }
  }

  /** Who leaves when it is to ask for others leaves that to them. */
  private void leave(Asked mine) {
    synchronized (this) {
      if (waiting.remove(mine)) {
        return;
      }
    }
    if (mine.turn().getNow(null) instanceof Turn.Lead lead) {
      end(lead.group(), new Turn.Alone());
    }
  }

  /** What is found of the group; nothing if that has to be asked one by one. */
  private Map<Moref, Properties> lead(List<Asked> group, Asked mine) throws VSphereException {
    Turn told = new Turn.Alone();
    try {
      List<Moref> tasks = group.stream().map(Asked::task).distinct().toList();
      Map<Moref, Properties> found = reader.read(Specs.objects(tasks, INFO));
      told = new Turn.Found(found);
      return group.size() == 1 && found.isEmpty() ? Map.of(mine.task(), Properties.NONE) : found;
    } catch (VSphereException e) {
      boolean ofAll = OF_ALL.contains(e.kind());
      told = ofAll ? new Turn.Failed(e) : told;
      if (ofAll || e.kind() == Kind.INTERRUPTED || group.size() == 1) {
        throw e;
      }
      // A task that the server has forgotten fails the question for all of them.
      return Map.of();
    } finally {
      end(group, told);
    }
  }

  /** Tells a group, and gives the turn to those that came meanwhile. */
  private void end(List<Asked> group, Turn told) {
    group.forEach(asked -> asked.turn().complete(told));
    synchronized (this) {
      List<Asked> next = waiting;
      waiting = new ArrayList<>();
      underWay = !next.isEmpty();
      if (underWay) {
        next.get(0).turn().complete(new Turn.Lead(next));
      }
    }
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
