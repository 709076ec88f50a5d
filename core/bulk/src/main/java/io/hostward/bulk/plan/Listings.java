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
   * @return nothing but whole, if there is no such folder
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
}
