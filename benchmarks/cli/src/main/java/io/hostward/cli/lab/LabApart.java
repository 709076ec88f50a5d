package io.hostward.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hostward.cli.connect.ServerConnection;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.experiment.Flow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lab in a process of its own, so that the CPU time of this one is the client's alone. It ends
 * with this process, even if that is killed. Safe for use by many threads.
 */
public final class LabApart implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long END_SECONDS = 10;

  private final Process process;
  private final BufferedReader lines;
  private final LabLogin login;

  private LabApart(Process process) throws IOException, CommandFailure {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
    JsonNode first = JSON.readTree(line());
    if (first.has("error")) {
      throw new CommandFailure(first.at("/exitCode").asInt(), first.at("/error").asText(), null);
    }
    this.login = JSON.treeToValue(first, LabLogin.class);
  }

  /** Starts one, which keeps no content unless the options say where. */
  public static LabApart start(LabOptions options) throws CommandFailure {
    LabRun.check(options);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It shares the machine with what is measured; what moves its bytes is native code.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add(LabChild.class.getName());
    command.addAll(options.arguments());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    @Nullable Process process = null;
    try {
      process = builder.start();
      return new LabApart(process);
    } catch (IOException e) {
      end(process);
      throw new CommandFailure(
          ExitCode.CONNECTION, "the lab could not start: " + CommandFailure.words(e), e);
    } catch (CommandFailure e) {
      end(process);
      throw e;
    }
  }

  /** Returns how to log in to it. */
  public ServerConnection connection(Optional<String> datacenter) {
    return login.connection(datacenter);
  }

  /**
   * Returns the bytes into and out of every server, the vCenter first.
   *
   * @throws UncheckedIOException if its process has ended
   */
  public synchronized List<Flow> flows() {
    try {
      Writer writer = process.outputWriter(StandardCharsets.UTF_8);
      writer.write("flows\n");
      writer.flush();
      return List.of(JSON.readValue(line(), Flow[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("the process of the lab has ended");
    }
    return line;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    end(process);
  }

  /** Ends its standard input, waits, and kills it if that does not help. */
  private static void end(@Nullable Process process) {
    if (process == null) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      process.getOutputStream().close();
      process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has ended by itself: there is nobody to be told.
      return;
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      process.destroyForcibly();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
