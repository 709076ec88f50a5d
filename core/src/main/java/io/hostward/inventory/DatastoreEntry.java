package io.hostward.inventory;

import java.time.Instant;
import java.util.Optional;

/**
 * What stands under a name on a datastore.
 *
 * @param isFolder whether it is a folder; otherwise it is a file
 * @param size the file's bytes; 0 for a folder
 * @param modified when it was changed last, by the clock of the server that keeps it; empty where
 *     the server did not say
 */
public record DatastoreEntry(boolean isFolder, long size, Optional<Instant> modified) {

  /** A folder that was changed nobody knows when. */
  public static DatastoreEntry folder() {
    return new DatastoreEntry(true, 0, Optional.empty());
  }

  /** A file of so many bytes that was changed nobody knows when. */
  public static DatastoreEntry file(long size) {
    return new DatastoreEntry(false, size, Optional.empty());
  }

  /** The same, changed last at that time. */
  public DatastoreEntry modifiedAt(Instant time) {
    return new DatastoreEntry(isFolder, size, Optional.of(time));
  }
}
