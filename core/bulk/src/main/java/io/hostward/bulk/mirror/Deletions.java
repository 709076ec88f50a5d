package io.hostward.bulk.mirror;

import io.hostward.bulk.plan.StoredFile;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Deletes files and folders of datastores. A port that an adapter fills; each call blocks. */
public interface Deletions {

  /**
   * What a folder holds.
   *
   * @param files by name, hidden ones too
   * @param folders by name, likewise
   * @param whole whether that is all; false where the answer would have been too large, and files
   *     and folders are worth nothing then
   */
  record Contents(Map<String, StoredFile> files, Set<String> folders, boolean whole) {
    public Contents {
      files = Map.copyOf(files);
      folders = Set.copyOf(folders);
    }

    /** Returns true if it holds nothing at all. */
    boolean isEmpty() {
      return whole && files.isEmpty() && folders.isEmpty();
    }
  }

  /**
   * Deletes a file, or a virtual disk with all its files if it is a disk's descriptor.
   *
   * @throws IOException if it was not deleted, for example since it is locked, or a part of a disk
   */
  void delete(DatastorePath file) throws IOException;

  /** Looks into a folder, by one search; nothing if there is no such folder. */
  Optional<Contents> look(DatastorePath folder) throws IOException;

  /**
   * Gives a folder another name on its datastore, in one step.
   *
   * @throws IOException if it was not moved, for example since something has that name; or it
   *     cannot be told
   */
  void moveFolder(DatastorePath from, DatastorePath to) throws IOException;

  /** Deletes a folder. Servers do so with all that is in it. */
  void deleteFolder(DatastorePath folder) throws IOException;
}
