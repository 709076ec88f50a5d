package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an upload has done to the datastore so far, as far as a user must hear of it if it fails.
 * Used by the upload's own thread alone.
 */
final class Footprint {
  private final Set<DatastorePath> temporary = new LinkedHashSet<>();
  private Target target = Target.UNTOUCHED;
  private boolean folderMade;

  /** What stands under the target's name, besides a finished upload. */
  enum Target {
    /** What stood there before. */
    UNTOUCHED,
    /** Perhaps a part of the new file: it was written in place. */
    PERHAPS_PARTIAL,
    /** The old file or the new one: the answer to the move was lost. */
    OLD_OR_NEW
  }

  /** A temporary file may exist from now on. */
  void addTemporary(DatastorePath file) {
    temporary.add(file);
  }

  /** A temporary file exists no longer. */
  void removeTemporary(DatastorePath file) {
    temporary.remove(file);
  }

  /** The temporary files that may exist. */
  List<DatastorePath> temporary() {
    return List.copyOf(temporary);
  }

  void target(Target now) {
    target = now;
  }

  Target target() {
    return target;
  }

  void folderIsMade() {
    folderMade = true;
  }

  boolean isFolderMade() {
    return folderMade;
  }
}
