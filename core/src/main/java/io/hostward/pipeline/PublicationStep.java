package io.hostward.pipeline;

import io.hostward.model.DatastorePath;
import io.hostward.model.Stage;
import io.hostward.model.UploadRequest;
import io.hostward.model.VSphereException;
import io.hostward.model.VSphereException.Kind;
import io.hostward.spi.VSphere;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a verified file its final name. */
final class PublicationStep {
  private static final Logger LOG = LoggerFactory.getLogger(PublicationStep.class);

  private final VSphere vsphere;

  PublicationStep(VSphere vsphere) {
    this.vsphere = vsphere;
  }

  void publish(UploadJob job, DatastorePath from) throws RouteFailure {
    UploadRequest request = job.request();
    try {
      vsphere.move(job.datastore(), from, request.target(), request.overwrite());
    } catch (VSphereException e) {
      if (e.kind() != Kind.CONNECTION && e.kind() != Kind.NOT_FOUND) {
        throw RouteFailure.ending(Stage.PUBLICATION, e);
      }
      afterDoubt(job, from, e);
    }
  }

  /**
   * The answer was lost, or the call was sent twice on its way and the second found nothing to
   * move. The temporary name was ours alone and stood a moment ago, so its absence says that the
   * move took place.
   */
  private void afterDoubt(UploadJob job, DatastorePath from, VSphereException doubt)
      throws RouteFailure {
    try {
      if (vsphere.fileSize(job.datastore(), from).isEmpty()) {
        long size = job.request().source().size();
        if (vsphere.fileSize(job.datastore(), job.request().target()).orElse(-1) == size) {
          LOG.debug("The move's answer was lost, but it took place: {}", job.request().target());
          return;
        }
        throw RouteFailure.ending(Stage.PUBLICATION, doubt);
      }
      vsphere.move(job.datastore(), from, job.request().target(), job.request().overwrite());
    } catch (VSphereException e) {
      e.addSuppressed(doubt);
      throw RouteFailure.ending(Stage.PUBLICATION, e);
    }
  }
}
