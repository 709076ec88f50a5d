package io.hostward.bulk.source;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * One include or exclude.
 *
 * @param include whether it lets through
 * @param foldersOnly whether it matches folders alone
 * @param idle whether it matches nothing
 * @param pattern matches a whole path
 */
record PathRule(boolean include, boolean foldersOnly, boolean idle, Pattern pattern) {
  /** With these, rsync is told to enter folders; folders are entered here without being told. */
  private static final Set<String> ENTER = Set.of("*/", "**/", "/**/");

  static PathRule of(boolean include, String text) {
    String body = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    boolean anchored = body.startsWith("/");
    if (anchored) {
      body = body.substring(1);
    }
    if (body.isEmpty()) {
      throw new IllegalArgumentException("a pattern has characters, was: '" + text + "'");
    }
    return new PathRule(
        include,
        text.endsWith("/"),
        include && ENTER.contains(text),
        Pattern.compile((anchored ? "" : "(?:.*/)?") + Glob.regex(body), Pattern.DOTALL));
  }

  /** Returns true if it matches the file or a folder that the file is in. */
  boolean decides(String path) {
    return !idle && (!foldersOnly && matches(path) || matchesFolderOf(path));
  }

  /** Returns true if it matches the folder or one that it is in. */
  boolean decidesFolder(String path) {
    return !idle && (matches(path) || matchesFolderOf(path));
  }

  private boolean matchesFolderOf(String path) {
    for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      if (matches(path.substring(0, at))) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
