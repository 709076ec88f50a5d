package io.hostward.pipeline;

import io.hostward.model.DatastorePath;
import io.hostward.model.Stage;
import io.hostward.model.VSphereException;
import io.hostward.spi.VSphere;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes temporary files. What cannot be deleted now (a host that hangs may still hold it) is
 * tried again after the next attempt; what remains at the end is logged and named in the upload's
 * exception.
 */
final class Cleaner {
  private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

  private final VSphere vsphere;

  Cleaner(VSphere vsphere) {
    this.vsphere = vsphere;
  }

  void sweep(UploadJob job) {
    if (job.footprint().temporary().isEmpty()) {
      return;
    }
    job.progress().enter(Stage.CLEANUP);
    // A cancelled upload is interrupted, and would be too interrupted to clean up after itself; and
    // one that is cancelled now must not drop its broom.
    try (Cancellation.Shield shield = job.cancellation().shield()) {
      for (DatastorePath file : job.footprint().temporary()) {
        if (!delete(job, file) && Thread.interrupted()) {
          job.cancellation().caughtInterrupt();
          delete(job, file);
        }
      }
    }
  }

  private boolean delete(UploadJob job, DatastorePath file) {
    try {
      vsphere.delete(job.datastore(), file);
      job.footprint().removeTemporary(file);
      return true;
    } catch (VSphereException | RuntimeException e) {
      // Whatever it is, it must not hide how the upload itself ended.
      LOG.warn("The temporary file {} could not be deleted: {}", file, e.toString());
      return false;
    }
  }
}
