package io.hostward.experiment.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's count of bytes at one interface, since it was made. Headers are in it; of what the
 * kernel handed over in one piece of up to 64 KiB, as it does to a virtual link, those of one
 * packet.
 *
 * @param received into the machine
 * @param sent out of it
 */
public record InterfaceCounters(long received, long sent) {
  /** In the table, received bytes are the first of the figures, sent ones the ninth. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^\\s*([^\\s:]+):\\s*(\\d+)(?:\\s+\\d+){7}\\s+(\\d+)(?:\\s+\\d+){7}\\s*$");

  /**
   * Reads the counters of the namespace in which a process lives: {@code /proc/PID/net/dev} holds
   * the figures of {@code /sys/class/net/eth0/statistics} there, without a process to look.
   *
   * @throws IOException if the process is gone
   */
  static InterfaceCounters read(long pid) throws IOException {
    return parse(Files.readString(Path.of("/proc/" + pid + "/net/dev")), Node.INTERFACE);
  }

  /**
   * Reads one interface's line.
   *
   * @throws IOException if there is none
   */
  static InterfaceCounters parse(String table, String name) throws IOException {
    Matcher matcher = LINE.matcher(table);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return new InterfaceCounters(
            Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
      }
    }
    throw new IOException("the kernel tells of no interface " + name);
  }

  /** Returns what passed since an earlier reading. */
  public InterfaceCounters since(InterfaceCounters earlier) {
    return new InterfaceCounters(received - earlier.received, sent - earlier.sent);
  }
}
