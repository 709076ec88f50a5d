package io.hostward.experiment.testbed;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether this machine can bear a testbed. */
final class Ground {
  /** Ends every message of this kind. */
  static final String OTHER_WAY =
      "; the lab within one process needs none of this: hostward lab, hostward compare --lab"
          + " --host-rate RATE --relay-rate RATE";

  private static final Pattern CAPABILITIES = Pattern.compile("(?m)^CapEff:\\s*([0-9a-f]{1,16})$");
  private static final int NET_ADMIN = 12;
  private static final int SYS_ADMIN = 21;
  private static final List<String> PROGRAMS = List.of("ip", "tc");

  private Ground() {}

  /**
   * Checks this machine before a testbed is set up.
   *
   * @throws TestbedException if it lacks something, naming it and the other way
   */
  static void check() throws IOException {
    Optional<String> missing = missing();
    if (missing.isPresent()) {
      throw new TestbedException("there can be no testbed: " + missing.get() + OTHER_WAY);
    }
  }

  /** Returns what this machine lacks; empty if it lacks nothing. */
  static Optional<String> missing() throws IOException {
    boolean linux = System.getProperty("os.name").equals("Linux");
    String status = linux ? Files.readString(Path.of("/proc/self/status")) : "";
    return missing(linux, status, PROGRAMS.stream().filter(Ground::absent).toList());
  }

  /**
   * Returns what is missing.
   *
   * @param status the text of {@code /proc/self/status}
   * @param absent the programs that are not there
   */
  static Optional<String> missing(boolean linux, String status, List<String> absent) {
    if (!linux) {
      return Optional.of("network namespaces are Linux's");
    }
    if (!absent.isEmpty()) {
      return Optional.of(
          "there is no program " + String.join(" nor ", absent) + " (on Debian: iproute2)");
    }
    Matcher matcher = CAPABILITIES.matcher(status);
    long capabilities = matcher.find() ? Long.parseUnsignedLong(matcher.group(1), 16) : 0;
    return has(capabilities, SYS_ADMIN) && has(capabilities, NET_ADMIN)
        ? Optional.empty()
        : Optional.of(
            "to make network namespaces takes root, with CAP_SYS_ADMIN and CAP_NET_ADMIN (in a"
                + " container: a privileged one)");
  }

  private static boolean has(long capabilities, int bit) {
    return (capabilities >>> bit & 1) == 1;
  }

  private static boolean absent(String program) {
    return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
        .noneMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
