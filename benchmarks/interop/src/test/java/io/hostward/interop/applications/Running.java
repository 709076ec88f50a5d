package io.hostward.interop.applications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An application that runs: it takes orders one after the other, and tells how each ended. */
final class Running implements AutoCloseable {
  private static final String MARK = ">> ";

  /** What it takes in all; each order has bounds of its own. */
  private static final long LIMIT_SECONDS = 300;

  private final Process process;
  private final Path errors;
  private final BufferedReader out;
  private final StringBuilder said = new StringBuilder();

  private Running(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static Running start(String[] options, List<String> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of(options));
    command.addAll(program);
    try {
      Path errors = Files.createTempFile("interop", ".txt");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      return new Running(process, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives it an order and waits until it is carried out. */
  Ended carryOut(Map<String, String> order) {
    try {
      process
          .outputWriter(StandardCharsets.UTF_8)
          .append(
              order.entrySet().stream()
                  .map(entry -> entry.getKey() + "=" + entry.getValue())
                  .collect(Collectors.joining("\t")))
          .append('\n')
          .flush();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith(MARK)) {
          return Ended.of(line.substring(MARK.length()));
        }
      }
      throw new AssertionError("the application ended: " + output());
    } catch (IOException e) {
      throw new AssertionError("the application is gone: " + output(), e);
    }
  }

  /** All that it has said so far, to whomever. */
  String output() {
    try {
      return said + Files.readString(errors, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets it end by itself. */
  int end() {
    try {
      process.outputWriter().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError("the application does not end: " + output());
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
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

  /** How an order ended. */
  record Ended(Map<String, String> values) {
    private static Ended of(String line) {
      Map<String, String> values = new LinkedHashMap<>();
      for (String pair : line.split("\t")) {
        int at = pair.indexOf('=');
        values.put(pair.substring(0, at), pair.substring(at + 1));
      }
      return new Ended(values);
    }

    String get(String key) {
      return values.getOrDefault(key, "");
    }

    boolean isDone() {
      return get("ended").equals("done");
    }

    /** Why it was refused. */
    String words() {
      return get("words");
    }

    long millis() {
      return Long.parseLong(get("millis"));
    }
  }
}
