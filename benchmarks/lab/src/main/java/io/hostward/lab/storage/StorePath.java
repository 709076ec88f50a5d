package io.hostward.lab.storage;

import io.hostward.lab.storage.StoreException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Normal form of paths in a datastore. */
public final class StorePath {
  private static final int LONGEST_NAME = 255;

  private StorePath() {}

  /**
   * Parts joined by single slashes, none at either end.
   *
   * @throws StoreException {@link Kind#INVALID} for dot segments, control characters and names
   *     longer than 255 bytes
   */
  public static String normalize(String path) throws StoreException {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        check(part, path);
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static void check(String part, String path) throws StoreException {
    if (!isName(part)) {
      throw new StoreException(Kind.INVALID, path);
    }
  }

  /** Whether a file or directory may have a name. */
  public static boolean isName(String text) {
    boolean dots = text.equals(".") || text.equals("..");
    boolean control = text.chars().anyMatch(Character::isISOControl);
    boolean tooLong = text.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
    return !text.isEmpty() && text.indexOf('/') < 0 && !dots && !control && !tooLong;
  }

  /** The path without its last part; empty for a path of one part and for the root. */
  public static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** A name beside a path that no client would choose, for what is not yet whole. */
  static String besides(String path) {
    String parent = parent(path);
    String name = ".lab-" + UUID.randomUUID();
    return parent.isEmpty() ? name : parent + '/' + name;
  }

  /** The last part; empty for the root. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether a path is another one or lies below it. */
  public static boolean within(String path, String directory) {
    return directory.isEmpty() || path.equals(directory) || path.startsWith(directory + "/");
  }
}
