package io.hostward.lab.folder;

import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.StorePath;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code /folder} URL points at.
 *
 * @param raw path and query as they came, byte for byte: what a ticket is compared with
 * @param path in the datastore, decoded and in normal form
 * @param dcPath decoded once, so that names in it are still escaped; null if absent
 * @param dsName likewise
 */
record FolderTarget(String raw, String path, @Nullable String dcPath, @Nullable String dsName) {
  private static final String PREFIX = "/folder";

  /** Whether a request target is one of ours. */
  static boolean matches(String target) {
    String path = pathOf(stripAuthority(target));
    return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
  }

  /**
   * Reads a request target, in origin or absolute form.
   *
   * @throws Refusal 400 for broken escapes, dot segments and control characters
   */
  static FolderTarget parse(String target) throws Refusal {
    String raw = stripAuthority(target);
    String path = pathOf(raw);
    String query = raw.length() > path.length() ? raw.substring(path.length() + 1) : "";
    try {
      return new FolderTarget(
          raw,
          StorePath.normalize(PercentCoding.decode(path.substring(PREFIX.length()))),
          parameter(query, "dcPath"),
          parameter(query, "dsName"));
    } catch (IllegalArgumentException | StoreException e) {
      throw new Refusal(400, "broken target");
    }
  }

  private static String stripAuthority(String target) {
    int scheme = target.indexOf("://");
    if (scheme < 0 || target.startsWith("/")) {
      return target;
    }
    int path = target.indexOf('/', scheme + 3);
    return path < 0 ? "/" : target.substring(path);
  }

  private static String pathOf(String raw) {
    int query = raw.indexOf('?');
    return query < 0 ? raw : raw.substring(0, query);
  }

  private static @Nullable String parameter(String query, String name) {
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).equals(name)) {
        return PercentCoding.decode(pair.substring(equals + 1));
      }
    }
    return null;
  }
}
