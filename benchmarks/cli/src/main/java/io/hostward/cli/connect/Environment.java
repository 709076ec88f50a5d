package io.hostward.cli.connect;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The environment variables of govc. An empty one counts as absent, as it does there. */
final class Environment {
  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  /** Returns a variable, for example {@code GOVC_URL}. */
  Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * Returns a yes or no; absent is no.
   *
   * @throws IllegalArgumentException if it is neither: a guess could turn verification off
   */
  boolean flag(String name) {
    String value = get(name).orElse("0").toLowerCase(Locale.ROOT);
    return switch (value) {
      case "1", "t", "true" -> true;
      case "0", "f", "false" -> false;
      default ->
          throw new IllegalArgumentException(
              name + " is 1, true, 0 or false, was: '" + value + "'");
    };
  }
}
