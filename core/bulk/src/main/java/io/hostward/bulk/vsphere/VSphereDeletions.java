package io.hostward.bulk.vsphere;

import io.hostward.DatastoreFiles;
import io.hostward.bulk.mirror.Deletions;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.VSphereException;

/**
 * Deletes files of a vSphere; virtual disks as a whole, and never a part of one alone. Safe for use
 * by many threads.
 */
public final class VSphereDeletions implements Deletions {
  private final DatastoreFiles files;

  /** Deletions there. */
  public VSphereDeletions(DatastoreFiles files) {
    this.files = files;
  }

  @Override
  public void delete(DatastorePath file) throws VSphereException {
    // One that is gone by now is what was wished for.
    var unused = files.delete(file);
  }
}
