package io.hostward.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other people's programs to their end. */
public final class Programs {
  /** Debian's, which sees Debian's modules; another may come first on the PATH. */
  public static final String PYTHON = "/usr/bin/python3";

  private Programs() {}

  /**
   * How a program ended.
   *
   * @param exitCode its exit code
   * @param out what it wrote to standard output
   * @param err what it wrote to standard error
   */
  public record Result(int exitCode, String out, String err) {
    /** Returns the standard output of a program that ended well. */
    public String orFail() {
      if (exitCode != 0) {
        throw new AssertionError("exit code " + exitCode + ", said: " + err + out);
      }
      return out;
    }
  }

  /** Runs a program in this process's environment. */
  public static Result run(Duration limit, String... command) {
    return run(limit, Map.of(), List.of(command));
  }

  /**
   * Runs a program.
   *
   * @param limit it is killed after this
   * @param environment what is added to this process's
   * @throws AssertionError if it does not end in time
   */
  public static Result run(Duration limit, Map<String, String> environment, List<String> command) {
    Path out = temporary();
    Path err = temporary();
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new AssertionError(
              command.get(0) + " did not end within " + limit + ", said: " + read(err) + read(out));
        }
      } finally {
        process.destroyForcibly();
      }
      return new Result(process.exitValue(), read(out), read(err));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(command.get(0) + " was interrupted", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(out);
      delete(err);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("interop", ".txt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
