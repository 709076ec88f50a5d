package io.hostward.peers.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What stands above a table, since figures of another machine are other figures. */
public final class MachineFacts {
  private MachineFacts() {}

  /** Returns a line for each fact. */
  public static List<String> lines() throws InterruptedException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d x %s, %s of memory, Linux %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                field("/proc/cpuinfo", "model name"),
                gibibytes("MemTotal"),
                System.getProperty("os.version")));
    lines.add(
        "Java "
            + System.getProperty("java.runtime.version")
            + ", "
            + System.getProperty("java.vm.name"));
    version(lines, "curl", "--version");
    version(lines, "nginx", "-v");
    version(lines, "openssl", "version");
    version(lines, "go", "version");
    return lines;
  }

  /** Returns how many processes wanted a CPU in the last minute, the benchmark's own included. */
  public static String load() {
    return read("/proc/loadavg").split(" ", 2)[0];
  }

  /** Returns the bytes of memory that are free, or can be freed without loss. */
  public static long availableBytes() {
    return kibibytes("MemAvailable") * 1024;
  }

  private static void version(List<String> lines, String program, String option)
      throws InterruptedException {
    Programs.output(List.of(program, option))
        .map(text -> text.lines().findFirst().orElse(""))
        .ifPresent(lines::add);
  }

  private static String gibibytes(String name) {
    return (kibibytes(name) + (1 << 19)) / (1 << 20) + " GiB";
  }

  private static long kibibytes(String name) {
    return Long.parseLong(field("/proc/meminfo", name).replaceAll("\\D", ""));
  }

  private static String field(String file, String name) {
    return read(file)
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }
}
