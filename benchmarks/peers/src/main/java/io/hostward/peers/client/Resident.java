package io.hostward.peers.client;

import io.hostward.peers.machine.Cost;
import io.hostward.peers.machine.ProcessUsage;
import io.hostward.peers.server.Delivery;
import io.hostward.peers.server.PeerServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that stays and sends files when it is told to. What counts is the time and the CPU from
 * the order to the answer; its memory is that since its start.
 */
final class Resident implements Client {
  /** What a program answers if a transfer failed; the reason follows. */
  static final String FAILED = "failed: ";

  private static final String READY = "ready";
  private static final String DONE = "done";
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final String name;
  private final List<String> command;
  private final Orders orders;
  private final Path errors;
  private @Nullable Process process;
  private @Nullable BufferedReader answers;

  /**
   * A program.
   *
   * @param folder for what it writes to standard error
   */
  Resident(String name, List<String> command, Orders orders, Path folder) {
    this.name = name;
    this.command = command;
    this.orders = orders;
    this.errors = folder.resolve(name + ".err");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int warmUps(int usual) {
    return usual;
  }

  @Override
  public Cost send(PeerServer server, List<Delivery> deliveries)
      throws IOException, InterruptedException {
    Process running = running();
    String order = orders.order(server, deliveries);
    long pid = running.pid();
    double cpu = ProcessUsage.cpuSeconds(pid);
    long start = System.nanoTime();
    Writer writer = running.outputWriter(StandardCharsets.UTF_8);
    writer.write(order);
    writer.flush();
    String answer = answer();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!answer.equals(DONE)) {
      throw new IOException(answer + "; " + lastError());
    }
    return new Cost(seconds, ProcessUsage.cpuSeconds(pid) - cpu, ProcessUsage.peakBytes(pid));
  }

  private Process running() throws IOException {
    if (process != null && process.isAlive()) {
      return process;
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(new File(errors.toString()));
    builder.environment().putAll(Environment.ADDED);
    Process started = builder.start();
    process = started;
    answers = started.inputReader(StandardCharsets.UTF_8);
    String answer = answer();
    if (!answer.equals(READY)) {
      throw new IOException("it did not start: " + answer);
    }
    return started;
  }

  /** Waits for a line. A program that says nothing for too long is killed, which ends the wait. */
  private String answer() throws IOException {
    Process asked = process;
    BufferedReader from = answers;
    if (asked == null || from == null) {
      throw new IllegalStateException("not started");
    }
    CompletableFuture<?> watch =
        CompletableFuture.runAsync(
            asked::destroyForcibly,
            CompletableFuture.delayedExecutor(LIMIT.toSeconds(), TimeUnit.SECONDS));
    try {
      String line = from.readLine();
      if (line == null) {
        throw new IOException("it ended: " + lastError());
      }
      return line;
    } finally {
      watch.cancel(false);
    }
  }

  private String lastError() throws IOException {
    List<String> lines = Files.readAllLines(errors);
    return lines.isEmpty() ? "it gave no reason" : lines.get(lines.size() - 1);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
