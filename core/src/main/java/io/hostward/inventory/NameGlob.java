package io.hostward.inventory;

import io.hostward.net.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Names within one folder: {@code *} stands for any number of characters, none included, {@code ?}
 * for one, and a backslash takes away the meaning of what follows it. Everything else, brackets and
 * braces too, stands for itself; case matters. Immutable.
 */
public final class NameGlob {
  private static final int ANY = -1;
  private static final int ONE = -2;

  /** What else may have a meaning in a server's own patterns. */
  private static final String SPECIAL = "*?[]{}\\";

  private static final NameGlob EVERYTHING = new NameGlob("*", List.of(ANY));

  private final String text;

  /** Code points, {@link #ANY} and {@link #ONE}. */
  private final int[] units;

  private NameGlob(String text, List<Integer> units) {
    this.text = text;
    this.units = units.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Every name. */
  public static NameGlob everything() {
    return EVERYTHING;
  }

  /** This name and no other. */
  public static NameGlob exactly(String name) {
    StringBuilder escaped = new StringBuilder();
    name.codePoints()
        .forEach(
            point -> {
              if (point == '*' || point == '?' || point == '\\') {
                escaped.append('\\');
              }
              escaped.appendCodePoint(point);
            });
    return new NameGlob(escaped.toString(), name.codePoints().boxed().toList());
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it ends with a backslash that takes away nothing's meaning,
   *     or holds a slash: it is for the names of one folder
   */
  public static NameGlob parse(String text) {
    if (text.indexOf('/') >= 0) {
      throw refused("a pattern is for names within one folder and holds no slash", text);
    }
    List<Integer> units = new ArrayList<>();
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      switch (points[i]) {
        case '*' -> units.add(ANY);
        case '?' -> units.add(ONE);
        case '\\' -> {
          i++;
          if (i == points.length) {
            throw refused("a backslash at the end of a pattern stands before nothing", text);
          }
          units.add(points[i]);
        }
        default -> units.add(points[i]);
      }
    }
    return new NameGlob(text, units);
  }

  private static IllegalArgumentException refused(String rule, String text) {
    return new IllegalArgumentException(rule + ", was: '" + Printable.of(text) + "'");
  }

  /** Returns true if the pattern can stand for one name only: for {@link #name}. */
  public boolean isExact() {
    for (int unit : units) {
      if (unit < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the pattern without its backslashes.
   *
   * @throws IllegalStateException unless it {@link #isExact}
   */
  public String name() {
    if (!isExact()) {
      throw new IllegalStateException("'" + text + "' stands for more than one name");
    }
    return new String(units, 0, units.length);
  }

  /** Returns true if the pattern stands for this name. */
  public boolean matches(String name) {
    int[] points = name.codePoints().toArray();
    int unit = 0;
    int point = 0;
    // Where to go on if what follows the last star does not fit: the star takes one more.
    int star = -1;
    int taken = 0;
    while (point < points.length) {
      if (unit < units.length && units[unit] == ANY) {
        star = unit++;
        taken = point;
      } else if (unit < units.length && (units[unit] == ONE || units[unit] == points[point])) {
        unit++;
        point++;
      } else if (star >= 0) {
        unit = star + 1;
        point = ++taken;
      } else {
        return false;
      }
    }
    while (unit < units.length && units[unit] == ANY) {
      unit++;
    }
    return unit == units.length;
  }

  /**
   * Returns a pattern in a server's own notation, which stands for all that this one does and
   * perhaps for more: what may have a meaning there is replaced by the sign for any character.
   */
  public String asAsked() {
    StringBuilder asked = new StringBuilder();
    for (int unit : units) {
      if (unit == ANY) {
        asked.append('*');
      } else if (unit == ONE || SPECIAL.indexOf(unit) >= 0) {
        asked.append('?');
      } else {
        asked.appendCodePoint(unit);
      }
    }
    return asked.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NameGlob glob && Arrays.equals(units, glob.units);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(units);
  }

  /** Returns the pattern as {@link #parse} reads it. */
  @Override
  public String toString() {
    return text;
  }
}
