package io.hostward.bulk.plan;

import io.hostward.inventory.DatastorePath;

/** A folder of a datastore; the top has the empty path. */
record Folder(String datastore, String path) {
  static Folder of(DatastorePath file) {
    return new Folder(file.datastore(), file.folder());
  }
}
