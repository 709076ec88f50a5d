package io.hostward.peers.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server's process; its output goes to a file. */
final class Daemon implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  /** Looks whether a server is ready. */
  @FunctionalInterface
  interface Check {
    boolean ready() throws IOException;
  }

  private final Process process;
  private final Path output;

  private Daemon(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a program that stays in the foreground, and waits until it is ready. */
  static Daemon start(List<String> command, Path output, Check check)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Daemon daemon = new Daemon(process, output);
    try {
      daemon.await(check);
      return daemon;
    } catch (IOException | InterruptedException e) {
      daemon.close();
      throw e;
    }
  }

  private void await(Check check) throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!check.ready()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("the server did not start: " + Files.readString(output).strip());
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
