package io.hostward.cli.connect;

import io.hostward.cli.text.LocaleEncoding;
import io.hostward.cli.text.TextFile;
import io.hostward.net.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The environment variables of govc. An empty one counts as absent, as it does there. */
final class Environment {
  private final Map<String, String> variables;
  private final LocaleEncoding locale;

  Environment(Map<String, String> variables) {
    this.variables = variables;
    this.locale = LocaleEncoding.of(variables);
  }

  /** Returns the encoding in which the variables were read. */
  LocaleEncoding locale() {
    return locale;
  }

  /**
   * Returns a variable, for example {@code GOVC_URL}.
   *
   * @throws IllegalArgumentException if it did not arrive whole, or ends with a carriage return
   */
  Optional<String> get(String name) {
    Optional<String> value =
        Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
    value.ifPresent(text -> requirePlain(name, locale.require(name, text)));
    return value;
  }

  /**
   * Returns a variable that is a value or names a readable file that holds it; blanks at the file's
   * ends do not count. So govc reads user and password.
   *
   * @throws IllegalArgumentException as {@link #get}
   * @throws IOException if there is such a file and it cannot be read as text
   */
  Optional<String> valueOrFile(String name) throws IOException {
    Optional<String> value = get(name);
    Optional<Path> file = value.flatMap(Environment::file);
    if (file.isEmpty()) {
      return value;
    }
    String text = TextFile.read(file.get()).strip();
    if (text.isEmpty()) {
      throw new IOException(file.get() + ", the file that " + name + " names, is empty");
    }
    return Optional.of(text);
  }

  private static Optional<Path> file(String value) {
    try {
      Path file = Path.of(value);
      return Files.exists(file) && !Files.isDirectory(file) ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  // Of a file of variables with Windows line ends, every one ends so, and looks right when printed.
  private static void requirePlain(String name, String value) {
    if (value.endsWith("\r")) {
      throw new IllegalArgumentException(
          name
              + " ends with a carriage return, as a file with Windows line ends leaves one: remove"
              + " it, for example with tr -d '\\r'");
    }
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
              name + " is 1, true, 0 or false, was: '" + Printable.of(value) + "'");
    };
  }
}
