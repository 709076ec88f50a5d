package io.hostward.inventory;

import io.hostward.net.Printable;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The place of a file on a datastore, written {@code [datastore] folder/file.iso} as everywhere in
 * vSphere.
 *
 * <p>Refused, because a server could read them differently from us: dot segments, empty segments,
 * backslashes, control characters and unpaired surrogates. Names are taken as they are otherwise:
 * {@code %2f} in a name stays {@code %2f} (that is how vSphere's inventory writes a slash within a
 * name).
 *
 * @param datastore what the datastore is called, without brackets: its name, its inventory path
 *     ({@code /DC/datastore/folder/name}) or its managed object id; likewise for a datastore
 *     cluster
 * @param path the file's path below the datastore's root, segments separated by {@code /}, no
 *     leading slash
 */
public record DatastorePath(String datastore, String path) implements Serializable {
  // Spaces alone: a tab or line break before the path is a control character like any other.
  static final Pattern WRITTEN = Pattern.compile(" *\\[([^\\]]*)\\] *(.*)", Pattern.DOTALL);

  private static final Set<String> NO_NAMES = Set.of(".", "..");

  /**
   * Checks both parts.
   *
   * @throws IllegalArgumentException if the datastore's name or the path is empty or holds what is
   *     refused
   */
  public DatastorePath {
    requireName(datastore);
    requirePath(path);
  }

  /**
   * Reads the usual notation. Spaces before the bracket and between bracket and path do not count.
   *
   * @param text for example {@code [vmstore] iso/disk.iso}
   * @throws IllegalArgumentException if the text is not of that form; the message names the rule
   */
  public static DatastorePath parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a datastore path is written '[datastore] folder/file', was: '"
              + Printable.of(text)
              + "'");
    }
    return new DatastorePath(matcher.group(1), matcher.group(2));
  }

  /** Returns the last segment of the path: the file's own name. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the path of the folder that holds the file, empty for the datastore's root. */
  public String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Returns the file of another name in the same folder. */
  public DatastorePath sibling(String fileName) {
    String folder = folder();
    return new DatastorePath(datastore, folder.isEmpty() ? fileName : folder + "/" + fileName);
  }

  /**
   * Returns the folder that holds the file, in the usual notation: {@code [ds] folder} or {@code
   * [ds]}.
   */
  public String folderNotation() {
    String folder = folder();
    return folder.isEmpty() ? "[" + datastore + "]" : "[" + datastore + "] " + folder;
  }

  @Override
  public String toString() {
    return "[" + datastore + "] " + path;
  }

  static boolean isName(String name) {
    try {
      requireName(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static void requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "the datastore's name must not be empty, was: '" + Printable.of(name) + "'");
    }
    boolean inventoryPath = name.startsWith("/");
    if (inventoryPath
        && Stream.of(name.substring(1).split("/", -1))
            .anyMatch(segment -> segment.isBlank() || NO_NAMES.contains(segment))) {
      throw new IllegalArgumentException(
          "a datastore's inventory path is written '/DC/datastore/name', was: '"
              + Printable.of(name)
              + "'");
    }
    String forbidden = inventoryPath ? "[]\\" : "[]/\\";
    if (name.chars().anyMatch(unit -> forbidden.indexOf(unit) >= 0)) {
      throw new IllegalArgumentException(
          "a datastore's name holds no brackets and no slash or backslash (vSphere writes them %2f and"
              + " %5c; an inventory path begins with a slash), was: '"
              + Printable.of(name)
              + "'");
    }
    requirePlainText("datastore's name", name);
  }

  static void requirePath(String path) {
    requirePlainText("path", path);
    if (path.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          "a datastore path separates folders by '/', not by a backslash, was: '"
              + Printable.of(path)
              + "'");
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isBlank() || NO_NAMES.contains(segment)) {
        throw new IllegalArgumentException(
            "a datastore path has no empty, '.' or '..' segment, no leading and no trailing slash, was: '"
                + Printable.of(path)
                + "'");
      }
    }
    // The parser drops spaces before the path, and a server or a shell may drop those after it.
    if (!path.equals(path.strip())) {
      throw new IllegalArgumentException(
          "a datastore path neither begins nor ends with a blank, was: '"
              + Printable.of(path)
              + "'");
    }
  }

  private static void requirePlainText(String what, String text) {
    if (text.codePoints().anyMatch(Character::isISOControl)
        || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " must not hold control characters or broken Unicode, was: '"
              + Printable.of(text)
              + "'");
    }
  }
}
