package io.hostward.bulk.mirror;

/**
 * A folder of a datastore, below which files are looked for that have no source any more.
 *
 * @param datastore its name, as deliveries have it
 * @param folder its path without a slash at its end; empty for the whole datastore
 */
public record Place(String datastore, String folder) {
  public Place {
    if (folder.endsWith("/")) {
      throw new IllegalArgumentException("a folder ends without a slash, was: " + folder);
    }
  }

  /** Returns true if all that is below the other is below this. */
  boolean holds(Place other) {
    return datastore.equals(other.datastore)
        && (folder.isEmpty()
            || other.folder.equals(folder)
            || other.folder.startsWith(folder + "/"));
  }
}
