package io.hostward.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A server that somebody else wrote, running beside the test until it is closed. */
public final class Daemon implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final Path log;

  private Daemon(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a program that stays in the foreground.
   *
   * @param folder where its output goes, to {@code output.log}
   * @param environment what is added to this process's
   */
  public static Daemon start(Path folder, Map<String, String> environment, List<String> command) {
    Path log = folder.resolve("output.log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new Daemon(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it accepts connections. */
  public Daemon awaitPort(String host, int port) {
    return await("accept on " + host + ":" + port, () -> accepts(host, port));
  }

  /** Waits until it is ready. Fails at once if it ends before. */
  public Daemon await(String what, BooleanSupplier ready) {
    Awaitility.await()
        .alias(what)
        .atMost(START)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ": " + output());
              }
              return ready.getAsBoolean();
            });
    return this;
  }

  /** Returns what it has written so far. */
  public String output() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends a signal to it and to what it started.
   *
   * @param signal a name for {@code kill}, such as {@code STOP}
   */
  public void signalAll(String signal) {
    Stream<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants());
    all.forEach(target -> signal(signal, target.pid()));
  }

  /** Sends a signal to it alone. */
  public void signal(String signal) {
    signal(signal, process.pid());
  }

  private static void signal(String signal, long pid) {
    Programs.run(START, "kill", "-" + signal, "" + pid).orFail();
  }

  /** Kills it and what it started, as a power cut would, and waits for its end. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    end(process.destroyForcibly());
  }

  /** Asks it to end, and kills it if it does not. */
  @Override
  public void close() {
    process.destroy();
    end(process);
  }

  private static void end(Process process) {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static boolean accepts(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns a port that was free a moment ago, for programs that cannot pick one themselves. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
