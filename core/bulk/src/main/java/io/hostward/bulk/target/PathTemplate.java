package io.hostward.bulk.target;

import io.hostward.bulk.delivery.SourceFile;
import io.hostward.inventory.DatastorePath;
import io.hostward.net.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path that a file gets on a datastore, for example {@code iso/{path}}:
 *
 * <table>
 * <caption>What stands for what</caption>
 * <tr><td>{@code {path}}</td><td>the file's path below the folder that was named</td></tr>
 * <tr><td>{@code {folder}}</td><td>the folders of that path; where there are none, the slash after it
 *     goes too</td></tr>
 * <tr><td>{@code {name}}</td><td>the file's own name</td></tr>
 * <tr><td>{@code {datastore}}</td><td>the datastore's name</td></tr>
 * <tr><td><code>{{</code>, <code>}}</code></td><td>a brace itself</td></tr>
 * </table>
 *
 * <p>A template that is empty or ends with a slash is a folder: {@code {path}} follows.
 */
public final class PathTemplate {
  private static final Pattern PART = Pattern.compile("\\{\\{|}}|\\{([^{}]*)}|[^{}]+|[{}]");

  private static final Set<String> OF_FILES = Set.of("{path}", "{folder}", "{name}");

  /** What leaves a file's path as it is. */
  private static final Pattern KEPT = Pattern.compile("\\{path}|\\{folder}/\\{name}");

  private final List<Part> parts;
  private final String text;

  /** How many parts from the first are the same for all files. */
  private final int fixed;

  private final boolean keepsPaths;

  @FunctionalInterface
  private interface Part {
    String of(SourceFile file, DatastoreInfo datastore);
  }

  private PathTemplate(String text, List<Part> parts, int fixed, boolean keepsPaths) {
    this.text = text;
    this.keepsPaths = keepsPaths;
    this.parts = List.copyOf(parts);
    this.fixed = fixed;
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if braces do not pair, or hold another word
   */
  public static PathTemplate parse(String text) {
    String whole = text.isEmpty() || text.endsWith("/") ? text + "{path}" : text;
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(whole);
    int fixed = -1;
    boolean keepsPaths = false;
    while (matcher.find()) {
      if (fixed < 0 && OF_FILES.contains(matcher.group())) {
        fixed = parts.size();
        keepsPaths = KEPT.matcher(whole.substring(matcher.start())).matches();
        keepsPaths &= matcher.start() == 0 || whole.charAt(matcher.start() - 1) == '/';
      }
      parts.add(part(matcher, text));
    }
    return new PathTemplate(text, parts, fixed < 0 ? parts.size() : fixed, keepsPaths);
  }

  private static Part part(Matcher matcher, String text) {
    String part = matcher.group();
    if (part.equals("{{") || part.equals("}}")) {
      String brace = part.substring(1);
      return (file, datastore) -> brace;
    } else if (matcher.group(1) == null && !part.equals("{") && !part.equals("}")) {
      return (file, datastore) -> part;
    }
    return switch (part) {
      case "{path}" -> (file, datastore) -> file.relative();
      case "{folder}" -> (file, datastore) -> file.folder().isEmpty() ? "\0" : file.folder();
      case "{name}" -> (file, datastore) -> file.name();
      case "{datastore}" -> (file, datastore) -> datastore.ownName();
      default ->
          throw new IllegalArgumentException(
              "in a path's template {path}, {folder}, {name} and {datastore} stand for something,"
                  + " and a brace itself is written twice, was: '"
                  + Printable.of(text)
                  + "'");
    };
  }

  /**
   * Returns where a file goes.
   *
   * @throws IllegalArgumentException if that cannot be a place on a datastore; the message names
   *     the rule
   */
  public DatastorePath place(SourceFile file, DatastoreInfo datastore) {
    StringBuilder path = new StringBuilder();
    parts.forEach(part -> path.append(part.of(file, datastore)));
    // A folder that is none leaves no empty name behind; no file's name holds a NUL.
    return new DatastorePath(datastore.name(), path.toString().replaceAll("\0/?", ""));
  }

  /**
   * Returns the folder that all files go below on a datastore, whatever they are called, without a
   * slash at its end; empty if that is the datastore's top.
   *
   * @throws IllegalArgumentException as {@link #place}
   */
  public String folder(DatastoreInfo datastore) {
    SourceFile any =
        new SourceFile("any", "any", OptionalLong.empty(), Optional.empty(), Optional.empty());
    StringBuilder path = new StringBuilder();
    parts.subList(0, fixed).forEach(part -> path.append(part.of(any, datastore)));
    return new DatastorePath(datastore.name(), path + "any").folder();
  }

  /**
   * Returns true if each file has below the {@link #folder} the path that it has below its source
   * folder.
   */
  public boolean keepsPaths() {
    return keepsPaths;
  }

  @Override
  public String toString() {
    return text;
  }
}
