package io.hostward.pipeline;

import io.hostward.model.Attempt;
import io.hostward.model.DatastorePath;
import io.hostward.model.InventorySnapshot;
import io.hostward.model.Route;
import io.hostward.model.Stage;
import io.hostward.model.TransferException;
import io.hostward.model.TransferReceipt;
import io.hostward.model.UploadException;
import io.hostward.model.UploadRequest;
import io.hostward.model.VSphereException;
import io.hostward.model.VerificationMode;
import io.hostward.model.WriteMode;
import io.hostward.spi.Transport;
import io.hostward.spi.VSphere;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Everything that happens on one route, from the ticket to the file's final name. */
final class RouteAttempt {
  private static final int NOT_FOUND = 404;

  private final VSphere vsphere;
  private final TransferStep transfer;
  private final VerificationStep verification;
  private final PublicationStep publication;

  RouteAttempt(VSphere vsphere, Transport transport) {
    this.vsphere = vsphere;
    this.transfer = new TransferStep(vsphere, transport);
    this.verification = new VerificationStep(vsphere, transport);
    this.publication = new PublicationStep(vsphere);
  }

  /** A file that stands under its name. */
  record Success(
      Route route, TransferReceipt receipt, Optional<String> sha256, List<Attempt> failed) {
    Success {
      failed = List.copyOf(failed);
    }
  }

  /**
   * Looks at the target where the request's terms need it; no call at all for an ordinary upload.
   */
  void prepare(UploadRequest request, InventorySnapshot snapshot) throws UploadException {
    try {
      if (!request.overwrite()
          && vsphere.fileSize(snapshot.datastore(), request.target()).isPresent()) {
        throw new UploadException(
            Stage.PREPARATION,
            request.target() + " exists already and is not to be overwritten",
            List.of(),
            null);
      }
      if (!request.source().isRepeatable()) {
        // A server that misses the folder says so after it has swallowed bytes, which could not be
        // sent again.
        vsphere.makeFolder(snapshot.datastore(), request.target());
      }
    } catch (VSphereException e) {
      throw new UploadException(Stage.PREPARATION, String.valueOf(e.getMessage()), List.of(), e);
    }
  }

  Success run(UploadJob job, Route route, List<Attempt> failed) throws RouteFailure {
    DatastorePath file = job.request().target();
    if (job.request().writeMode() == WriteMode.ATOMIC) {
      // A new name for each attempt: a host that was given up may still be writing to the last one.
      // Short, and with an
      // extension that no server handles in a special way.
      file = file.sibling(".hostward-" + UUID.randomUUID() + ".part");
      job.leftovers().add(file);
    }
    TransferStep.Sent sent = send(job, route, file);
    job.progress().enter(Stage.VERIFICATION);
    verification.verify(job, route, file, sent);
    if (job.request().writeMode() == WriteMode.ATOMIC) {
      job.progress().enter(Stage.PUBLICATION);
      publication.publish(job, file);
      job.leftovers().remove(file);
    }
    Optional<String> sha256 =
        job.request().verification() == VerificationMode.SHA256
            ? Optional.of(sent.sha256())
            : Optional.empty();
    return new Success(route, sent.receipt(), sha256, failed);
  }

  private TransferStep.Sent send(UploadJob job, Route route, DatastorePath file)
      throws RouteFailure {
    try {
      return transfer.send(job, route, file);
    } catch (RouteFailure failure) {
      boolean folderMayMiss =
          failure.getCause() instanceof TransferException answer
              && answer.status().orElse(0) == NOT_FOUND
              && !file.folder().isEmpty()
              && job.request().source().isRepeatable();
      if (!folderMayMiss) {
        throw failure;
      }
    }
    job.progress().enter(Stage.PREPARATION);
    try {
      vsphere.makeFolder(job.datastore(), file);
    } catch (VSphereException e) {
      throw RouteFailure.passing(Stage.PREPARATION, e);
    }
    return transfer.send(job, route, file);
  }
}
