package io.hostward.bulk.mirror;

import io.hostward.bulk.source.Sources;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether source folders are still what was delivered from. One that is not mounted looks like one
 * whose files are all gone; so some files of it that this run has delivered must still be there,
 * and a folder below it from which something is gone must hold a file. Not thread-safe.
 */
final class SourceFolders {
  private static final int WITNESSES = 16;

  private final MirrorScope scope;
  private final MirrorChoices choices;
  private final Sources sources;
  private final KnownFiles known;
  private final Map<String, List<String>> witnesses = new HashMap<>();

  SourceFolders(MirrorScope scope, MirrorChoices choices, Sources sources, KnownFiles known) {
    this.scope = scope;
    this.choices = choices;
    this.sources = sources;
    this.known = known;
  }

  /**
   * Returns true if a file is gone from a source folder of this run that is there, or is excluded
   * and to be deleted for that.
   */
  boolean isGone(String location) throws IOException {
    Optional<String> folder = scope.sourceOf(location);
    if (folder.isEmpty()) {
      return false;
    } else if (isExcluded(location, folder.get())) {
      return choices.excluded();
    }
    return sources.isGone(location, folder.get());
  }

  /** Returns true if a folder is gone from a source folder of this run that is there. */
  boolean isFolderGone(String location) throws IOException {
    Optional<String> folder = scope.sourceOf(location);
    return folder.isPresent() && sources.isGone(location, folder.get());
  }

  private boolean isExcluded(String location, String folder) {
    String below = location.substring(MirrorScope.below(folder).length());
    return !choices.rules().lets(below.replace(File.separatorChar, '/'));
  }

  /** Returns why it is doubtful that a file is gone; nothing if it is not. */
  Optional<String> doubt(String location) throws IOException {
    Optional<String> folder = scope.sourceOf(location);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    return sources
        .emptied(location, folder.get())
        .filter(empty -> !choices.emptied().contains(empty))
        .map(
            empty ->
                "the source folder "
                    + empty
                    + " holds no file: it was emptied, or is not mounted, which cannot be told"
                    + " apart; delete that folder too, or say that it is emptied");
  }

  /**
   * Returns true if a file of this path below a source folder is gone from, or excluded in, all
   * source folders of the run.
   */
  boolean isGoneFromAll(String below) throws IOException {
    for (String folder : scope.sources()) {
      if (!isGone(at(folder, below))) {
        return false;
      }
    }
    return true;
  }

  /** Returns why that is doubtful of one of them; nothing if it is not. */
  Optional<String> doubtOfAny(String below) throws IOException {
    for (String folder : scope.sources()) {
      Optional<String> doubt = doubt(at(folder, below));
      if (doubt.isPresent()) {
        return doubt;
      }
    }
    return Optional.empty();
  }

  private static String at(String folder, String below) {
    String start = MirrorScope.below(folder);
    return start + below.replace('/', start.charAt(start.length() - 1));
  }

  /** Returns true if one of the files that were delivered from a source folder is there. */
  boolean stands(String folder) throws IOException {
    if (choices.emptied().contains(folder)) {
      return true;
    }
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
