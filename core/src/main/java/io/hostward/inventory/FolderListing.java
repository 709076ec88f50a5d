package io.hostward.inventory;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a folder of a datastore held when it was looked at, or as much of it as was asked for.
 * Immutable.
 *
 * @param folder the folder's path below the datastore's root, empty for the root itself
 * @param entries files and folders by their own names, in the order of these
 */
public record FolderListing(String folder, SortedMap<String, DatastoreEntry> entries) {

  public FolderListing {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /** Returns the path below the datastore's root of what goes by a name in this folder. */
  public String path(String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
