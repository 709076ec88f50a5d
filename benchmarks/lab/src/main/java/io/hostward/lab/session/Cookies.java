package io.hostward.lab.session;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a {@code Cookie} header, whose values may or may not be in double quotes. */
public final class Cookies {
  private Cookies() {}

  /** The value of the first cookie with this name, without quotes; empty if there is none. */
  public static Optional<String> value(@Nullable String header, String name) {
    if (header == null) {
      return Optional.empty();
    }
    for (String pair : header.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
        return Optional.of(unquote(pair.substring(equals + 1).strip()));
      }
    }
    return Optional.empty();
  }

  private static String unquote(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
