package io.hostward.pipeline;

import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadRequest;

/**
 * Looks at source and target where the request's terms need it; no call at all for an ordinary
 * upload.
 */
final class PreparationStep {
  private final Patience patience;

  PreparationStep(Patience patience) {
    this.patience = patience;
  }

  void prepare(UploadJob job) throws StepFailure {
    UploadRequest request = job.request();
    if (!request.source().canOpen()) {
      throw StepFailure.refusal(
          Stage.PREPARATION,
          request.source().describe()
              + " was read already or is closed, and cannot be sent; hand in a new one");
    }
    if (!request.overwrite() && exists(job)) {
      throw StepFailure.refusal(
          Stage.PREPARATION, request.target() + " exists already and is not to be overwritten");
    }
    if (!request.source().isRepeatable()) {
      // A server without the folder says so only after it has taken bytes, which could not be sent
      // again.
      makeFolder(job);
    }
  }

  private boolean exists(UploadJob job) throws StepFailure {
    return patience
        .ask(job.run(), Stage.PREPARATION, () -> job.datastore().size(job.request().target()))
        .isPresent();
  }

  void makeFolder(UploadJob job) throws StepFailure {
    patience.ask(
        job.run(),
        Stage.PREPARATION,
        () -> {
          job.datastore().makeFolder(job.request().target());
          return true;
        });
    job.events().tell(origin -> new UploadEvent.FolderMade(origin, job.request().target()));
  }
}
