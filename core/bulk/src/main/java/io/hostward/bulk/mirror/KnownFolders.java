package io.hostward.bulk.mirror;

import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.List;

/**
 * What the ledger knows of folders from which files were deleted, and where their removal is
 * written down. A port that the ledger fills.
 */
public interface KnownFolders {

  /**
   * A folder that has another name until it is gone, or has its own again.
   *
   * @param temporary that name
   */
  record Moved(DatastorePath folder, DatastorePath temporary) {}

  /**
   * Returns files below a place that were deleted, in the order of their paths, and whose folder is
   * not known to be gone.
   *
   * @param after the path after which they begin; empty for the first
   */
  List<KnownFile> deleted(Place place, String after, int most) throws IOException;

  /** Returns folders below a place that a run has left under another name. */
  List<Moved> moved(Place place) throws IOException;

  /** Writes down that a folder is about to get another name. */
  void moving(Moved folder) throws IOException;

  /** Returns whether a folder of this place has another name still. */
  boolean isMoved(DatastorePath folder) throws IOException;

  /** Writes down that a folder has no other name any more. */
  void back(Moved folder) throws IOException;

  /** Writes down that a folder is gone, and what was in it. */
  void gone(DatastorePath folder) throws IOException;
}
