package io.hostward.inventory;

/**
 * What stands under a name on a datastore.
 *
 * @param isFolder whether it is a folder; otherwise it is a file
 * @param size the file's bytes; 0 for a folder
 */
public record DatastoreEntry(boolean isFolder, long size) {

  /** A folder. */
  public static DatastoreEntry folder() {
    return new DatastoreEntry(true, 0);
  }

  /** A file of so many bytes. */
  public static DatastoreEntry file(long size) {
    return new DatastoreEntry(false, size);
  }
}
