package io.hostward.pipeline;

import io.hostward.model.DatastorePath;
import java.util.ArrayList;
import java.util.List;

/** The temporary files of one upload that may exist. Used by the upload's own thread alone. */
final class Leftovers {
  private final List<DatastorePath> files = new ArrayList<>();

  void add(DatastorePath file) {
    files.add(file);
  }

  void remove(DatastorePath file) {
    files.remove(file);
  }

  List<DatastorePath> files() {
    return List.copyOf(files);
  }
}
