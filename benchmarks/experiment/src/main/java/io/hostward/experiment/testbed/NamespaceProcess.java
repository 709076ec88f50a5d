package io.hostward.experiment.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of this class path in a namespace, which is spoken to by lines. It ends when its standard
 * input does, and so with this process, even if this one is killed.
 */
final class NamespaceProcess implements AutoCloseable {
  private static final long END_SECONDS = 10;

  /** Stands for the end of its output. */
  private static final String END = "\0";

  private final String name;
  private final Process process;
  private final Path log;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private NamespaceProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    Thread reader = new Thread(this::read, "reader of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts one.
   *
   * @param node whose namespace it lives in
   * @param log where its standard error goes
   * @param environment what is added to this process's
   * @param main the class, and its arguments
   */
  static NamespaceProcess start(
      Node node, Path log, Map<String, String> environment, List<String> main) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Beside five others on one machine; what moves the bytes is native code.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(main);
    ProcessBuilder builder =
        new ProcessBuilder(Network.within(node.namespace(), command)).redirectError(log.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    return new NamespaceProcess(node.name(), builder.start(), log);
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add(END);
      return;
    }
    lines.add(END);
  }

  /** Returns its id: {@code ip netns exec} becomes what it runs. */
  Running running() {
    return Running.of(process.toHandle());
  }

  /** Says a line to it. */
  void say(String line) throws IOException {
    Writer writer = process.outputWriter(StandardCharsets.UTF_8);
    writer.write(line + "\n");
    writer.flush();
  }

  /**
   * Waits for its next line.
   *
   * @throws IOException if there is none in time, or it has ended; its log is in the message
   */
  String await(long limit, TimeUnit unit) throws IOException, InterruptedException {
    Optional<String> line = poll(limit, unit);
    if (line.isEmpty()) {
      throw new IOException("the process of " + name + " says nothing" + tail());
    }
    return line.get();
  }

  /**
   * Waits for its next line; empty if there is none in time.
   *
   * @throws IOException if it has ended; its log is in the message
   */
  Optional<String> poll(long limit, TimeUnit unit) throws IOException, InterruptedException {
    @Nullable String line = lines.poll(limit, unit);
    if (END.equals(line)) {
      throw new IOException("the process of " + name + " has ended" + tail());
    }
    return Optional.ofNullable(line);
  }

  private String tail() throws IOException {
    String text = Files.readString(log).strip();
    return text.isEmpty() ? "" : "; it said: " + text.lines().limit(5).toList();
  }

  /** Ends its standard input, waits, and kills it if that does not help. */
  @Override
  public void close() throws IOException {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
