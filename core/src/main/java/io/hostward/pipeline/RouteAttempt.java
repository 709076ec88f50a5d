package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.spi.Transport;
import io.hostward.transfer.Route;
import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferReceipt;
import io.hostward.transfer.VSphereException;
import io.hostward.upload.Attempt;
import io.hostward.upload.Stage;
import io.hostward.upload.VerificationMode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Everything that happens on one route, from the ticket to the file's final name. */
final class RouteAttempt {
  private static final int NOT_FOUND = 404;

  private final TransferStep transfer;
  private final VerificationStep verification;
  private final PublicationStep publication;

  RouteAttempt(Transport transport) {
    this.transfer = new TransferStep(transport);
    this.verification = new VerificationStep(transport);
    this.publication = new PublicationStep();
  }

  /** A file that stands under its name. */
  record Success(
      Route route, TransferReceipt receipt, Optional<String> sha256, List<Attempt> failed) {
    Success {
      failed = List.copyOf(failed);
    }
  }

  Success run(UploadJob job, Route route, List<Attempt> failed) throws RouteFailure {
    DatastorePath file = job.request().target();
    if (job.isAtomic()) {
      // A new name for each attempt: a host that was given up may still be writing to the last one.
      // Short, and with an extension that no server handles in a special way.
      file = file.sibling(".hostward-" + UUID.randomUUID() + ".part");
    }
    TransferStep.Sent sent = send(job, route, file);
    job.enter(Stage.VERIFICATION);
    verification.verify(job, route, file, sent);
    if (job.isAtomic()) {
      job.enter(Stage.PUBLICATION);
      publication.publish(job, file);
      job.footprint().removeTemporary(file);
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
      if (!folderMayMiss(job, file, failure)) {
        throw failure;
      }
      makeFolder(job, file, failure);
    }
    return transfer.send(job, route, file);
  }

  /** Asked once for an upload: a server that misses an existing folder means something else. */
  private static boolean folderMayMiss(UploadJob job, DatastorePath file, RouteFailure failure) {
    return failure.getCause() instanceof TransferException answer
        && answer.status().orElse(0) == NOT_FOUND
        && !file.folder().isEmpty()
        && !job.footprint().isFolderMade()
        && job.request().source().isRepeatable();
  }

  private void makeFolder(UploadJob job, DatastorePath file, RouteFailure missing)
      throws RouteFailure {
    job.enter(Stage.PREPARATION);
    try {
      job.datastore().makeFolder(file);
      job.footprint().folderIsMade();
    } catch (VSphereException e) {
      e.addSuppressed(missing.getCause());
      throw RouteFailure.passing(Stage.PREPARATION, e);
    }
  }
}
