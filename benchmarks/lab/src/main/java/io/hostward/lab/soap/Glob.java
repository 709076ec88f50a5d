package io.hostward.lab.soap;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file name pattern of the datastore browser: {@code *} for any text, {@code ?} for one. */
final class Glob {
  private final Pattern pattern;
  private final @Nullable String only;

  private Glob(Pattern pattern, @Nullable String only) {
    this.pattern = pattern;
    this.only = only;
  }

  static Glob of(String glob, boolean ignoreCase) {
    StringBuilder regex = new StringBuilder();
    glob.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
              }
            });
    int flags = Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    boolean literal = !ignoreCase && glob.indexOf('*') < 0 && glob.indexOf('?') < 0;
    return new Glob(Pattern.compile(regex.toString(), flags), literal ? glob : null);
  }

  /** The only name that matches; null if it is a true pattern. */
  @Nullable String only() {
    return only;
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }
}
