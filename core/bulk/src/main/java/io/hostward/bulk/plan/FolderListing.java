package io.hostward.bulk.plan;

import java.util.Map;

/**
 * The files of one folder.
 *
 * @param files by name
 * @param whole whether these are all; false where the answer would have been too large, and the
 *     files are worth nothing then
 * @param there whether there is such a folder, or something that is none in its place
 */
public record FolderListing(Map<String, StoredFile> files, boolean whole, boolean there) {
  /** There is no such folder. */
  public static final FolderListing NONE = new FolderListing(Map.of(), true, false);

  public FolderListing {
    files = Map.copyOf(files);
  }

  /** The files of a folder that is there. */
  public FolderListing(Map<String, StoredFile> files, boolean whole) {
    this(files, whole, true);
  }
}
