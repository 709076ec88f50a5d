package io.hostward.pipeline;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What stands on the datastore in the way of a file: a folder of its name, or a file where one of
 * its folders would have to be. No route does better, and servers say so only after the whole body,
 * by a status that tells nothing.
 */
final class Obstacle {
  /** Answers to a look below what is no folder. */
  private static final Set<Kind> NOTHING_THERE =
      EnumSet.of(Kind.NOT_FOUND, Kind.INVALID, Kind.FAULT);

  private Obstacle() {}

  /** Looks at the name itself, and above it. */
  static Optional<String> to(DatastorePath target, Datastore datastore) throws VSphereException {
    Optional<DatastoreEntry> found = look(target, datastore);
    if (found.isEmpty()) {
      return above(target, datastore);
    }
    return found.get().isFolder() ? Optional.of(isFolder(target)) : Optional.empty();
  }

  /** Looks from the folder upwards, until there is something. */
  static Optional<String> above(DatastorePath target, Datastore datastore) throws VSphereException {
    for (DatastorePath name = target; !name.folder().isEmpty(); ) {
      name = new DatastorePath(name.datastore(), name.folder());
      Optional<DatastoreEntry> found = look(name, datastore);
      if (found.isPresent()) {
        return found.get().isFolder()
            ? Optional.empty()
            : Optional.of(name + " is a file, so nothing can be stored below it");
      }
    }
    return Optional.empty();
  }

  static String isFolder(DatastorePath target) {
    return target + " is a folder, and cannot be replaced by a file";
  }

  private static Optional<DatastoreEntry> look(DatastorePath name, Datastore datastore)
      throws VSphereException {
    try {
      return datastore.find(name);
    } catch (VSphereException e) {
      if (NOTHING_THERE.contains(e.kind())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
