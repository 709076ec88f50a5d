package io.hostward.pipeline;

import io.hostward.model.DatastoreSnapshot;
import io.hostward.model.InventorySnapshot;
import io.hostward.model.UploadRequest;

/** What the stages of one upload share. */
record UploadJob(
    UploadRequest request,
    InventorySnapshot snapshot,
    Progress progress,
    Cancellation cancellation,
    Leftovers leftovers,
    HostMark mark) {

  DatastoreSnapshot datastore() {
    return snapshot.datastore();
  }
}
