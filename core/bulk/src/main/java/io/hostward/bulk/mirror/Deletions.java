package io.hostward.bulk.mirror;

import io.hostward.inventory.DatastorePath;
import java.io.IOException;

/** Deletes files of datastores. A port that an adapter fills; each call blocks. */
@FunctionalInterface
public interface Deletions {

  /**
   * Deletes a file, or a virtual disk with all its files if it is a disk's descriptor.
   *
   * @throws IOException if it was not deleted, for example since it is locked, or a part of a disk
   */
  void delete(DatastorePath file) throws IOException;
}
