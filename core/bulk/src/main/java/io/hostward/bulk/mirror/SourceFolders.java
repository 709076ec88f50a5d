package io.hostward.bulk.mirror;

import io.hostward.bulk.source.Sources;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether source folders are still what was delivered from. One that is not mounted looks like one
 * whose files are all gone; so some files of it that this run has delivered must still be there.
 * Not thread-safe.
 */
final class SourceFolders {
  private static final int WITNESSES = 16;

  private final Sources sources;
  private final KnownFiles known;
  private final Map<String, List<String>> witnesses = new HashMap<>();

  SourceFolders(Sources sources, KnownFiles known) {
    this.sources = sources;
    this.known = known;
  }

  /** Returns true if a file is gone from a folder that is there. */
  boolean isGone(String location, String folder) throws IOException {
    return sources.isGone(location, folder);
  }

  /** Returns true if one of the files that were delivered from it is there. */
  boolean stands(String folder) throws IOException {
    List<String> some = witnesses.get(folder);
    if (some == null) {
      some = known.witnesses(folder, WITNESSES);
      witnesses.put(folder, some);
    }
    for (String location : some) {
      if (!sources.isGone(location, folder)) {
        return true;
      }
    }
    return false;
  }
}
