package io.hostward.cli.files;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder as it is printed. It may go by a name that no command takes, such as one with a
 * line break in it: that shows when it is to be used.
 *
 * @param path its path, {@code [datastore] folder/name}
 * @param name its own name
 * @param folder whether it is a folder
 * @param size its bytes; absent for a folder
 * @param modified when it was changed last, in UTC; absent where the server does not say
 * @param datastore what its datastore is called
 * @param below its path below the datastore's root
 */
record RemoteEntry(
    String path,
    String name,
    boolean folder,
    @Nullable Long size,
    @Nullable String modified,
    @JsonIgnore String datastore,
    @JsonIgnore String below) {

  static RemoteEntry of(String datastore, String below, DatastoreEntry entry) {
    return new RemoteEntry(
        "[" + datastore + "] " + below,
        below.substring(below.lastIndexOf('/') + 1),
        entry.isFolder(),
        entry.isFolder() ? null : entry.size(),
        entry.modified().map(Object::toString).orElse(null),
        datastore,
        below);
  }

  static RemoteEntry of(DatastorePath place, DatastoreEntry entry) {
    return of(place.datastore(), place.path(), entry);
  }

  /**
   * Returns where it is, for commands.
   *
   * @throws IllegalArgumentException if it goes by a name that none takes; the message names the
   *     rule
   */
  DatastorePath place() {
    return new DatastorePath(datastore, below);
  }
}
