package io.hostward.pipeline;

import io.hostward.inventory.DatastorePath;
import io.hostward.spi.Datastore;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadRequest;
import io.hostward.upload.WriteMode;
import java.util.concurrent.CancellationException;

/** What the stages of one upload share. */
record UploadJob(
    UploadRequest request,
    Datastore datastore,
    Progress progress,
    Cancellation cancellation,
    Footprint footprint,
    HostMark mark) {

  /** A caller may have named a datastore cluster, or an id; from here on it is the datastore. */
  UploadJob {
    String name = datastore.snapshot().datastore().name();
    if (!request.target().datastore().equals(name)) {
      request = request.to(new DatastorePath(name, request.target().path()));
    }
  }

  boolean isAtomic() {
    return request.writeMode() == WriteMode.ATOMIC;
  }

  /**
   * Begins a stage on a route, unless the upload is to end. The interrupt alone does not see to
   * that: code of others may have swallowed it.
   */
  void enter(Stage stage) throws RouteFailure {
    if (cancellation.isRequested()) {
      throw RouteFailure.ending(
          stage,
          new CancellationException("broken off: " + cancellation.reason().orElse("cancelled")));
    }
    progress.enter(stage);
  }
}
