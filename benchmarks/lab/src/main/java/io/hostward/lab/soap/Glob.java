package io.hostward.lab.soap;

import java.util.regex.Pattern;

/** A file name pattern of the datastore browser: {@code *} for any text, {@code ?} for one. */
final class Glob {
  private final Pattern pattern;

  private Glob(Pattern pattern) {
    this.pattern = pattern;
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
    return new Glob(Pattern.compile(regex.toString(), flags));
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }
}
