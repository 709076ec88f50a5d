package io.hostward.bulk.plan;

import java.util.Map;

/**
 * The files of one folder.
 *
 * @param files by name
 * @param whole whether these are all; false where the answer would have been too large, and the
 *     files are worth nothing then
 */
public record FolderListing(Map<String, StoredFile> files, boolean whole) {
  public FolderListing {
    files = Map.copyOf(files);
  }
}
