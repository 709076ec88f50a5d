package io.hostward.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program of ours on a library of others. It prints one line of JSON at its end; before, it may
 * print {@code ready} and wait for a line, so that the test can change the world meanwhile.
 */
public final class Dialogue implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String READY = "ready";

  private final String name;
  private final Duration limit;
  private final Process process;
  private final Path errors;
  private final BufferedReader out;

  private Dialogue(String name, Duration limit, Process process, Path errors) {
    this.name = name;
    this.limit = limit;
    this.process = process;
    this.errors = errors;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a program.
   *
   * @param limit it is killed after this, which ends every wait for it
   * @param environment what is added to this process's
   */
  public static Dialogue start(
      Duration limit, Map<String, String> environment, List<String> command) {
    try {
      Path errors = Files.createTempFile("interop", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
          .execute(process::destroyForcibly);
      return new Dialogue(String.join(" ", command), limit, process, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the program waits for the test. */
  public void awaitReady() {
    String line = line();
    if (!READY.equals(line)) {
      throw failure("was to say that it is ready, said: " + line);
    }
  }

  /** Lets the program go on. */
  public void goOn() {
    try {
      process.outputWriter().append('\n').flush();
    } catch (IOException e) {
      throw failure("did not wait any more");
    }
  }

  /** Waits for the program's end and returns what it printed. */
  public JsonNode end() {
    String line = line();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
        throw failure("failed");
      }
      return JSON.readTree(line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was interrupted");
    } catch (IOException e) {
      throw failure("printed no JSON but: " + line);
    }
  }

  private String line() {
    try {
      String line = out.readLine();
      if (line == null) {
        process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        throw failure("ended with exit code " + process.exitValue());
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was interrupted");
    } catch (IOException e) {
      throw failure("was cut off");
    }
  }

  private AssertionError failure(String what) {
    try {
      return new AssertionError(name + " " + what + "; " + Files.readString(errors));
    } catch (IOException e) {
      return new AssertionError(name + " " + what, e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      out.close();
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
