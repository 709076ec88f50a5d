package io.hostward.cli.console;

import io.hostward.net.Secret;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The terminal, if there is one.
 *
 * @param draws whether standard error is a terminal, so that a progress bar can be drawn
 * @param columns its width
 * @param console for questions; null where nobody can answer
 */
public record Terminal(boolean draws, int columns, @Nullable Console console) {
  private static final int USUAL_COLUMNS = 80;
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  /** No terminal: lines instead of a bar, and no questions. */
  public static final Terminal NONE = new Terminal(false, USUAL_COLUMNS, null);

  /** Returns the terminal of this process. */
  @SuppressWarnings("SystemConsoleNull") // isTerminal asks what JDK 22 and later say instead.
  static Terminal ofProcess(Map<String, String> environment) {
    Console console = System.console();
    boolean interactive = console != null && isTerminal(console);
    boolean draws = isStandardErrorTerminal(interactive);
    return new Terminal(
        draws, draws ? columns(environment) : USUAL_COLUMNS, interactive ? console : null);
  }

  /** Asks for a password without showing it; empty where nobody can be asked. */
  Optional<Secret> askPassword(String question) {
    char[] typed = console == null ? null : console.readPassword("%s", question);
    if (typed == null) {
      return Optional.empty();
    }
    Secret password = Secret.of(new String(typed));
    Arrays.fill(typed, ' ');
    return Optional.of(password);
  }

  /** Whether anybody can be asked. */
  public boolean canAsk() {
    return console != null;
  }

  /** Asks a question to which only a yes is one; no where nobody can be asked. */
  public boolean confirms(String question) {
    String answer = console == null ? null : console.readLine("%s [y/N] ", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  // Since JDK 22 there is a console without a terminal, and a method that tells.
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  // The JDK tells only whether input and output are both terminals. Linux knows better.
  private static boolean isStandardErrorTerminal(boolean otherwise) {
    try {
      String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return otherwise;
    }
  }

  private static int columns(Map<String, String> environment) {
    return number(environment.get("COLUMNS"))
        .or(Terminal::columnsByStty)
        .filter(columns -> columns > 0)
        .orElse(USUAL_COLUMNS);
  }

  private static Optional<Integer> columnsByStty() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectErrorStream(true)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return Optional.empty();
      }
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return number(answer.strip().replaceFirst("^\\d+ ", ""));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(@Nullable String text) {
    return text != null && text.matches("\\d{1,5}")
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }
}
