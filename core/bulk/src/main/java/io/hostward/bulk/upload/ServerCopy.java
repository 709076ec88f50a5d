package io.hostward.bulk.upload;

import io.hostward.bulk.schedule.Task;
import io.hostward.inventory.DatastorePath;
import io.hostward.spi.Datastore;
import io.hostward.spi.VSphere;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One copy inside vSphere: to a temporary name, verified by its size, moved onto the target's. */
final class ServerCopy {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCopy.class);

  private final VSphere vsphere;
  private final Task task;
  private final CopyCheck check;

  ServerCopy(VSphere vsphere, Task task, CopyCheck check) {
    this.check = check;
    this.vsphere = vsphere;
    this.task = task;
  }

  void run() throws IOException {
    DatastorePath from = task.copyFrom().orElseThrow();
    DatastorePath target = task.place();
    Datastore source = vsphere.files(from.datastore(), Optional.empty());
    Datastore own = vsphere.files(target.datastore(), Optional.empty());
    if (task.folder().isPresent()) {
      // Nobody reads it there, and all of the folder is looked at at once.
      copy(source, from, own, target, true);
      check.check(task, target);
      return;
    }
    DatastorePath temporary = temporary(target);
    try {
      copy(source, from, own, temporary, false);
      verify(own, temporary, from);
      check.check(task, temporary);
      own.move(temporary, target, true);
    } catch (IOException | RuntimeException e) {
      cleanUp(own, temporary);
      throw e;
    }
  }

  // The name of an upload's temporary file, so that whatever cleans up after those finds it.
  private static DatastorePath temporary(DatastorePath target) {
    String attempt = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return target.sibling(".hostward-" + UUID.randomUUID() + "-" + attempt + ".part");
  }

  private static void copy(
      Datastore source, DatastorePath from, Datastore own, DatastorePath to, boolean overwrite)
      throws VSphereException {
    try {
      source.copy(from, own, to, overwrite);
    } catch (VSphereException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      // Most likely it is the folder that is not there.
      own.makeFolder(to);
      source.copy(from, own, to, overwrite);
    }
  }

  private void verify(Datastore own, DatastorePath temporary, DatastorePath from)
      throws VSphereException {
    OptionalLong size = own.size(temporary);
    if (size.isEmpty() || size.getAsLong() != task.bytes()) {
      throw new VSphereException(
          Kind.NOT_FOUND,
          "the copy of "
              + from
              + " should have "
              + task.bytes()
              + " bytes and has "
              + (size.isPresent() ? size.getAsLong() + "" : "none"),
          null);
    }
  }

  // An interrupt is for what it broke off; this still has to be asked for.
  private static void cleanUp(Datastore own, DatastorePath temporary) {
    boolean interrupted = Thread.interrupted();
    try {
      own.delete(temporary);
    } catch (VSphereException e) {
      LOG.warn("{} may be left: {}", temporary, e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
