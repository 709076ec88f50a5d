package io.hostward.peers.machine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Other people's programs: where they are, and what they say. */
public final class Programs {
  /** Debian's, which sees Debian's modules; another may come first on the PATH. */
  public static final Path PYTHON = Path.of("/usr/bin/python3");

  /** Where daemons live, which a user's PATH may leave out. */
  private static final List<String> DAEMONS = List.of("/usr/sbin", "/sbin");

  private static final Duration SHORT = Duration.ofSeconds(30);

  private Programs() {}

  /**
   * Finds a program.
   *
   * @param packages the Debian packages that bring it
   * @throws MissingException if it is not there
   */
  public static Path find(String name, String packages) throws MissingException {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), DAEMONS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new MissingException("the program " + name, packages));
  }

  /**
   * Checks that Debian's Python has a module.
   *
   * @throws MissingException if it cannot be imported
   */
  public static void requirePython(String module, String packages)
      throws MissingException, InterruptedException {
    if (output(List.of(PYTHON.toString(), "-c", "import " + module)).isEmpty()) {
      throw new MissingException("the Python module " + module, packages);
    }
  }

  /** Returns what a program prints if it ends well within half a minute, else nothing. */
  public static Optional<String> output(List<String> command) throws InterruptedException {
    try {
      return Optional.of(run(command, Map.of(), SHORT));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Runs a program to its end.
   *
   * @param environment what is added to this process's
   * @param limit it is killed after this
   * @return what it printed, on standard output and standard error
   * @throws IOException with what it printed, if it fails or takes too long
   */
  public static String run(List<String> command, Map<String, String> environment, Duration limit)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("hostward-peers", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
          String how = ended ? "ended with " + process.exitValue() : "took longer than " + limit;
          throw new IOException(command.get(0) + " " + how + ": " + text.strip());
        }
        return text;
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
