package io.hostward.lab.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory of a datastore.
 *
 * @param path from the datastore's root, without leading slash; the root itself is empty
 * @param directory whether it is a directory
 * @param size in bytes; 0 for a directory
 * @param modified when it was last written
 * @param sha256 of its content in lower-case hex; null for a directory and where it is unknown
 */
public record Entry(
    String path, boolean directory, long size, Instant modified, @Nullable String sha256) {

  /** The last part of the path; empty for the root. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
