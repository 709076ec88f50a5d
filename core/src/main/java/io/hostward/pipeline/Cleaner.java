package io.hostward.pipeline;

import io.hostward.model.DatastorePath;
import io.hostward.model.Stage;
import io.hostward.model.VSphereException;
import io.hostward.spi.VSphere;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes temporary files. What cannot be deleted now (a host that hangs may still hold it) is
 * tried again after the next attempt and at the end of the upload; what remains then is logged and
 * named in the upload's exception.
 */
final class Cleaner {
  private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

  private final VSphere vsphere;

  Cleaner(VSphere vsphere) {
    this.vsphere = vsphere;
  }

  void sweep(UploadJob job) {
    if (job.leftovers().files().isEmpty()) {
      return;
    }
    job.progress().enter(Stage.CLEANUP);
    // A cancelled upload is interrupted, and would be too interrupted to clean up after itself.
    boolean interrupted = Thread.interrupted();
    try {
      for (DatastorePath file : job.leftovers().files()) {
        delete(job, file);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void delete(UploadJob job, DatastorePath file) {
    try {
      vsphere.delete(job.datastore(), file);
      job.leftovers().remove(file);
    } catch (VSphereException e) {
      LOG.warn("The temporary file {} could not be deleted: {}", file, e.getMessage());
    }
  }
}
