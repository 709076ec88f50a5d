package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.spi.Datastore;
import io.hostward.upload.Stage;
import io.hostward.upload.TargetState;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.WriteMode;

/**
 * What the stages of one upload share.
 *
 * @param run the upload under way
 * @param request what is asked, its target under the datastore's own name, or its id where the name
 *     cannot be written
 * @param datastore where it goes
 */
record UploadJob(UploadRun run, UploadRequest request, Datastore datastore) {

  /** A caller may have named a datastore cluster, or an id; from here on it is the datastore. */
  UploadJob {
    DatastorePath file = datastore.snapshot().datastore().file(request.target().path());
    if (!request.target().equals(file)) {
      request = request.to(file);
    }
  }

  boolean isAtomic() {
    return request.writeMode() == WriteMode.ATOMIC;
  }

  /** Whether nobody reads the target before somebody has looked at it and moved it. */
  boolean isStaged() {
    return request.writeMode() == WriteMode.STAGED;
  }

  /** Whether the next attempt is sent to another name than the target's. */
  boolean isBeside() {
    return isAtomic() || (isStaged() && events().account().target() != TargetState.UNCHANGED);
  }

  EventEmitter events() {
    return run.events();
  }

  Cancellation cancellation() {
    return run.cancellation();
  }

  void enter(Stage stage) throws StepFailure {
    run.enter(stage);
  }
}
