package io.hostward.bulk.plan;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/**
 * Tells what is on datastores. A port that an adapter fills; each call is one search, and blocks.
 * Called by several threads at once.
 */
public interface Listings {

  /** The most names that {@link #named} is asked for at once. */
  int MOST_NAMES = 200;

  /**
   * Lists a folder's files.
   *
   * @param folder its path, empty for the datastore's top
   * @return {@link FolderListing#NONE} if there is no such folder
   * @throws IOException if it cannot be searched
   */
  FolderListing folder(String datastore, String folder) throws IOException;

  /**
   * Looks for files of these names in a folder that is too large to be listed.
   *
   * @param names {@value #MOST_NAMES} at most; none is a pattern
   * @return those that are there, by name, and no others
   * @throws IOException if it cannot be searched
   */
  Map<String, StoredFile> named(String datastore, String folder, Collection<String> names)
      throws IOException;

  /**
   * Tells whether anything stands in a folder's place.
   *
   * @param folder its path, not empty
   * @return true, by default: of what nobody can tell, nothing is made of it
   * @throws IOException if it cannot be searched
   */
  default boolean isThere(String datastore, String folder) throws IOException {
    return true;
  }

  /**
   * Tells whether a datastore gives a folder another name, with all that it holds, in one step:
   * false by default.
   *
   * @throws IOException if it cannot be found out
   */
  default boolean movesFolders(String datastore) throws IOException {
    return false;
  }
}
