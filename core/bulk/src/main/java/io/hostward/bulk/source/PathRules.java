package io.hostward.bulk.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Which files below a folder are let through. Rules stand in order, and the first one that matches
 * a file, or a folder that it is in, decides. A file that none matches is let through, unless all
 * rules are includes. Immutable.
 *
 * <p>Patterns are those of rsync and rclone:
 *
 * <table>
 * <caption>Patterns</caption>
 * <tr><td>{@code /iso/disk.iso}</td><td>from the top of the folder that was named</td></tr>
 * <tr><td>{@code disk.iso}, {@code iso/disk.iso}</td><td>at any depth</td></tr>
 * <tr><td>{@code tmp/}</td><td>folders alone, with all that is in them</td></tr>
 * <tr><td>{@code *}, {@code ?}</td><td>any characters, one character, within a name</td></tr>
 * <tr><td>{@code **}</td><td>any characters, slashes too</td></tr>
 * <tr><td>{@code [a-z]}, {@code [!a-z]}</td><td>one of these characters, none of these</td></tr>
 * <tr><td>{@code {iso,ova}}</td><td>one of these texts</td></tr>
 * <tr><td>{@code \*}</td><td>that character itself</td></tr>
 * </table>
 *
 * <p>Case matters. A pattern without a slash at its end matches files and folders. Two things are
 * unlike rsync: an include may let a file through from a folder that a later rule excludes, and
 * {@code + *}{@code /}, which tells rsync to enter folders, changes nothing, since they are entered
 * anyway.
 */
public final class PathRules {
  private static final PathRules ALL = new PathRules(List.of());

  private final List<PathRule> rules;
  private final boolean rest;

  private PathRules(List<PathRule> rules) {
    this.rules = List.copyOf(rules);
    this.rest = rules.isEmpty() || !rules.stream().allMatch(PathRule::include);
  }

  /** Returns no rules: everything is let through. */
  public static PathRules all() {
    return ALL;
  }

  /**
   * The same, and then an include.
   *
   * @throws IllegalArgumentException if it is no pattern; the message names the rule
   */
  public PathRules include(String pattern) {
    return and(PathRule.of(true, pattern));
  }

  /**
   * The same, and then an exclude.
   *
   * @throws IllegalArgumentException if it is no pattern; the message names the rule
   */
  public PathRules exclude(String pattern) {
    return and(PathRule.of(false, pattern));
  }

  /**
   * The same, and then a line of a file of rules: {@code + pattern} or {@code - pattern}; an empty
   * line or one that begins with {@code #} or {@code ;} is no rule.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public PathRules line(String line) {
    if (line.isBlank() || line.startsWith("#") || line.startsWith(";")) {
      return this;
    } else if (line.startsWith("+ ")) {
      return include(line.substring(2));
    } else if (line.startsWith("- ")) {
      return exclude(line.substring(2));
    }
    throw new IllegalArgumentException(
        "a rule is written '+ pattern' or '- pattern', was: '" + line + "'");
  }

  private PathRules and(PathRule rule) {
    List<PathRule> more = new ArrayList<>(rules);
    more.add(rule);
    return new PathRules(more);
  }

  /**
   * Returns whether a file is let through.
   *
   * @param path its path below the folder that was named, separated by slashes, without one at
   *     either end
   */
  public boolean lets(String path) {
    for (PathRule rule : rules) {
      if (rule.decides(path)) {
        return rule.include();
      }
    }
    return rest;
  }

  /**
   * Returns true if no file below a folder can be let through, so that it need not be read. It may
   * return false although there is none.
   */
  boolean barsFolder(String path) {
    for (PathRule rule : rules) {
      if (rule.include()) {
        return false;
      } else if (rule.decidesFolder(path)) {
        return true;
      }
    }
    return false;
  }
}
