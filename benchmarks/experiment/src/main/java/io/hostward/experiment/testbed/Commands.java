package io.hostward.experiment.testbed;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs small programs to their end. */
final class Commands {
  private static final long LIMIT_SECONDS = 20;

  private Commands() {}

  /**
   * Runs a program and returns what it said.
   *
   * @throws IOException if it cannot be run, or failed; the message says what it said
   */
  static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    try {
      // A few lines, which fit into the pipe: it ends before they are read.
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            "'%s' did not end within %d s".formatted(String.join(" ", command), LIMIT_SECONDS));
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException(
            "'%s' ended with %d and said: %s"
                .formatted(String.join(" ", command), process.exitValue(), said.strip()));
      }
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
