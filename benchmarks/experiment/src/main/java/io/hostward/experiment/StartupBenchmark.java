package io.hostward.experiment;

import io.hostward.net.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Starts fresh JVMs that log in to a vSphere, and takes the time at each {@link Milestone}, as seen
 * from here: the start of the JVM and of its process are included.
 */
public final class StartupBenchmark {
  /** Begins the probe's line that tells the CPU milliseconds of all its threads. */
  static final String CPU = "CPU ";

  private final URI url;
  private final String user;
  private final Secret password;
  private final String thumbprint;
  private final List<String> jvmOptions;

  /** How far a JVM has come. */
  public enum Milestone {
    /** The first line of its main method. */
    MAIN("main method"),
    /** Logged in. */
    SESSION("session"),
    /** The process has ended. */
    EXIT("process end");

    private final String words;

    Milestone(String words) {
      this.words = words;
    }

    /** Returns words for a table. */
    public String words() {
      return words;
    }
  }

  /**
   * One JVM's times, from the moment its process was asked for.
   *
   * @param times the time until each milestone
   * @param cpu the CPU time of all threads until the session, compilers included; zero where the
   *     platform does not tell
   */
  public record Sample(Map<Milestone, Duration> times, Duration cpu) {
    /** Copies the map. */
    public Sample {
      times = Map.copyOf(times);
    }

    /** Returns the time until a milestone. */
    public Duration until(Milestone milestone) {
      return times.getOrDefault(milestone, Duration.ZERO);
    }
  }

  /**
   * A benchmark against a running server.
   *
   * @param thumbprint its certificate's
   * @param jvmOptions options for the JVMs
   */
  public StartupBenchmark(
      URI url, String user, Secret password, String thumbprint, List<String> jvmOptions) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.thumbprint = thumbprint;
    this.jvmOptions = List.copyOf(jvmOptions);
  }

  /**
   * Starts one JVM after the other; the first one, which finds cold disk caches, is not counted.
   *
   * @throws IOException if a JVM does not log in
   */
  public List<Sample> measure(int runs) throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (int run = 0; run <= runs; run++) {
      Sample sample = once();
      if (run > 0) {
        samples.add(sample);
      }
    }
    return samples;
  }

  private Sample once() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(LoginProbe.PASSWORD, password.reveal());
    Map<Milestone, Duration> times = new EnumMap<>(Milestone.class);
    Duration cpu = Duration.ZERO;
    long start = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(CPU)) {
          cpu = Duration.ofMillis(Long.parseLong(line.substring(CPU.length())));
        } else {
          times.put(Milestone.valueOf(line), Duration.ofNanos(System.nanoTime() - start));
        }
      }
    }
    int exitCode = process.waitFor();
    times.put(Milestone.EXIT, Duration.ofNanos(System.nanoTime() - start));
    if (exitCode != 0 || !times.containsKey(Milestone.SESSION)) {
      throw new IOException("a JVM ended with " + exitCode + " and without a session at " + url);
    }
    return new Sample(times, cpu);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LoginProbe.class.getName());
    command.addAll(List.of(url.toString(), user, thumbprint));
    return command;
  }
}
