package io.hostward.bulk.mirror;

import io.hostward.bulk.progress.BulkEvent.Deletion;

/**
 * What becomes of one file, or folder.
 *
 * @param what what it is
 * @param file the file; one that no run has put there has the number 0 and no source, and a folder
 *     has no size
 * @param how what becomes of it
 * @param why the reason, if it stays; empty otherwise
 */
public record Fate(What what, KnownFile file, Deletion how, String why) {

  /** What something is. */
  public enum What {
    /** A file that an earlier run has put there. */
    KNOWN,
    /** A file that none has put there. */
    UNKNOWN,
    /** A folder. */
    FOLDER
  }
}
