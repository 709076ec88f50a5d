package io.hostward.peers.machine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs from start to end and takes their cost from the kernel. */
public final class Meter {
  private static final long LIMIT_SECONDS = 900;

  private final Path program;
  private final Path folder;

  private Meter(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * Builds a meter.
   *
   * @param folder for its files
   * @throws MissingException if there is no C compiler
   */
  public static Meter build(Workshop workshop, Path folder)
      throws MissingException, InterruptedException {
    return new Meter(workshop.c("meter", List.of()), folder);
  }

  /**
   * Runs a program.
   *
   * @param input its standard input
   * @param environment what is added to this process's
   * @return its cost and what it printed
   * @throws IOException with what it printed, if it fails or takes longer than a quarter of an hour
   */
  public Metered run(List<String> command, Path input, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path result = folder.resolve("metered");
    Path output = folder.resolve("metered-output");
    Files.deleteIfExists(result);
    List<String> metered = new ArrayList<>(List.of("" + program, "" + result));
    metered.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(metered)
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      String text = Files.readString(output, StandardCharsets.UTF_8);
      if (!ended || !Files.exists(result)) {
        throw new IOException(command.get(0) + " did not end; it said: " + text.strip());
      }
      String[] figures = Files.readString(result).strip().split(" ", -1);
      if (!figures[0].equals("0")) {
        throw new IOException(command.get(0) + " ended with " + figures[0] + ": " + text.strip());
      }
      double cpu = Double.parseDouble(figures[2]) + Double.parseDouble(figures[3]);
      long peak = Long.parseLong(figures[4]) * 1024;
      return new Metered(new Cost(Double.parseDouble(figures[1]), cpu, peak), text);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Runs a program without input. */
  public Metered run(List<String> command) throws IOException, InterruptedException {
    return run(command, new File("/dev/null").toPath(), Map.of());
  }

  /**
   * A program's end.
   *
   * @param cost what it cost
   * @param output what it printed
   */
  public record Metered(Cost cost, String output) {}
}
