package io.hostward.peers.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of a process that runs. */
public final class ProcessUsage {
  /** Linux tells it to programs in hundredths of a second, on every machine. */
  private static final double TICK = 0.01;

  /** Where user time stands among the fields behind the name, the state being the first. */
  private static final int USER = 11;

  private ProcessUsage() {}

  /** Returns the CPU seconds of all its threads so far, user and system. */
  public static double cpuSeconds(long pid) throws IOException {
    return cpuSeconds(Files.readString(Path.of("/proc/" + pid + "/stat")));
  }

  // The name is in parentheses and may hold blanks and parentheses itself.
  static double cpuSeconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return TICK * (Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1]));
  }

  /** Returns the most memory that was resident at once, in bytes. */
  public static long peakBytes(long pid) throws IOException {
    return peakBytes(Files.readString(Path.of("/proc/" + pid + "/status")));
  }

  static long peakBytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("/proc tells no VmHWM"));
  }
}
