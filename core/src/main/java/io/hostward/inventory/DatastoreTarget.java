package io.hostward.inventory;

import io.hostward.net.Printable;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where files are to go, as people write it: a file's new name, {@code [datastore] iso/disk.iso},
 * or a folder, {@code [datastore] iso/} or {@code [datastore]} for the top. A folder ends with a
 * slash or is a datastore alone; nothing else about a text makes it one, so that {@code [datastore]
 * disk [v2]} is a file. What is printed is read as what it was.
 *
 * <p>What {@link DatastorePath} refuses is refused here as well.
 *
 * @param datastore what the datastore is called, without brackets, as in {@link DatastorePath}
 * @param path the path below the datastore's root, without a slash at either end; empty for the top
 * @param folder whether the path is that of a folder, into which files go under names of their own
 */
public record DatastoreTarget(String datastore, String path, boolean folder)
    implements Serializable {
  // Within brackets or bare; a name cannot hold a bracket itself.
  private static final Pattern NAME = Pattern.compile(" *(?:\\[([^\\[\\]]*)]|([^\\[\\]]*?)) *");

  /**
   * Checks all parts.
   *
   * @throws IllegalArgumentException if the datastore's name or the path holds what is refused, or
   *     the path of a file is empty
   */
  public DatastoreTarget {
    DatastorePath.requireName(datastore);
    if (!folder || !path.isEmpty()) {
      DatastorePath.requirePath(path);
    }
  }

  /**
   * Reads a target that names its datastore.
   *
   * @param text for example {@code [vmstore] iso/disk.iso}, {@code [vmstore] iso/} or {@code
   *     [vmstore]}
   * @throws IllegalArgumentException if the text is not of that form; the message names the rule
   */
  public static DatastoreTarget parse(String text) {
    Matcher matcher = DatastorePath.WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a target is written '[datastore] folder/file', or '[datastore] folder/' for a folder,"
              + " was: '"
              + Printable.of(text)
              + "'");
    }
    return of(matcher.group(1), matcher.group(2));
  }

  /**
   * Reads a target that may leave its datastore out: a text that begins with a bracket names one,
   * any other is a path. The path of a file whose name begins with a bracket is therefore written
   * with its datastore.
   *
   * @param text for example {@code iso/disk.iso} or {@code [other] iso/disk.iso}
   * @param datastore the datastore of a text that names none, with or without brackets
   * @throws IllegalArgumentException if the text or the datastore is not of that form
   */
  public static DatastoreTarget parse(String text, String datastore) {
    return namesDatastore(text) ? parse(text) : of(datastoreName(datastore), text);
  }

  /** Returns true if a target begins with a bracket, and so has to name its datastore. */
  public static boolean namesDatastore(String text) {
    return text.stripLeading().startsWith("[");
  }

  /**
   * Reads a datastore as people write it, {@code vmstore} or {@code [vmstore]}; spaces around it do
   * not count, nor do slashes at the end of an inventory path.
   *
   * @return the name without brackets
   * @throws IllegalArgumentException if it is none; the message names the rule
   */
  public static String datastoreName(String text) {
    Matcher matcher = NAME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a datastore is written '[name]' or 'name', was: '" + Printable.of(text) + "'");
    }
    String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    String datastore = withoutLastSlashes(name);
    DatastorePath.requireName(datastore);
    return datastore;
  }

  private static DatastoreTarget of(String datastore, String written) {
    String name = withoutLastSlashes(datastore);
    boolean folder = written.isEmpty() || written.endsWith("/");
    // One slash says that it is a folder; a second one would be an empty name.
    String path = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
    if (written.equals("/")) {
      throw new IllegalArgumentException(
          "the top of a datastore is written '[" + Printable.of(name) + "]', was: '/'");
    }
    return new DatastoreTarget(name, path, folder);
  }

  private static String withoutLastSlashes(String name) {
    int end = name.length();
    while (name.startsWith("/") && end > 1 && name.charAt(end - 1) == '/') {
      end--;
    }
    return name.substring(0, end);
  }

  /** Returns the folder of this path: itself if it is one, else a folder of the file's name. */
  public DatastoreTarget asFolder() {
    return folder ? this : new DatastoreTarget(datastore, path, true);
  }

  /**
   * Returns where a file goes: below the folder under its own name, or under this target's name.
   *
   * @param name the file's own name, without folders; not looked at if this is no folder
   * @throws IllegalArgumentException if it cannot be the name of a file on a datastore
   */
  public DatastorePath file(String name) {
    if (!folder) {
      return new DatastorePath(datastore, path);
    }
    if (name.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "a file's own name holds no slash, was: '" + Printable.of(name) + "'");
    }
    return new DatastorePath(datastore, path.isEmpty() ? name : path + "/" + name);
  }

  /** Returns the usual notation, a folder below the top with a slash at its end. */
  @Override
  public String toString() {
    return path.isEmpty()
        ? "[" + datastore + "]"
        : "[" + datastore + "] " + path + (folder ? "/" : "");
  }
}
