package io.hostward.netty;

import io.netty.util.Version;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells in one sentence that the class path has a Netty with which nothing would work, before
 * classes that are missing from it would.
 */
final class NettyVersions {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)\\b.*");

  private static final Set<String> USED =
      Set.of(
          "netty-buffer",
          "netty-codec",
          "netty-codec-base",
          "netty-codec-http",
          "netty-codec-socks",
          "netty-common",
          "netty-handler",
          "netty-handler-proxy",
          "netty-resolver",
          "netty-transport");

  /** The lowest that this module is tested with. */
  private static final int[] LOWEST = {4, 1, 118};

  /** The first that this module was not made for. */
  private static final int[] TOO_HIGH = {5, 0, 0};

  private NettyVersions() {}

  /**
   * Checks what is on the class path.
   *
   * @throws IllegalStateException if a part of Netty is too old, or of another line than the rest
   */
  static void check() {
    Map<String, String> found = new TreeMap<>();
    Version.identify(NettyVersions.class.getClassLoader())
        .forEach((name, version) -> found.put(name, version.artifactVersion()));
    complaint(found)
        .ifPresent(
            complaint -> {
              throw new IllegalStateException(complaint);
            });
  }

  /** Returns what is wrong with these versions of Netty's parts; what cannot be read is not. */
  static Optional<String> complaint(Map<String, String> found) {
    Map<String, String> parts = new TreeMap<>(found);
    parts.keySet().retainAll(USED);
    boolean wrong = parts.values().stream().anyMatch(version -> !isSupported(version));
    boolean mixed = parts.values().stream().map(NettyVersions::line).distinct().count() > 1;
    if (!wrong && !mixed) {
      return Optional.empty();
    }
    String list =
        parts.entrySet().stream()
            .map(part -> part.getKey() + " " + part.getValue())
            .collect(Collectors.joining(", "));
    return Optional.of(
        "Hostward needs Netty 4.1.118 or later, 4.1 or 4.2, all parts of one line, and the class"
            + " path has "
            + list
            + "; have your build manage them by one netty-bom");
  }

  /** Patch levels of one line go together. */
  private static String line(String version) {
    Matcher numbers = NUMBERS.matcher(version);
    return numbers.matches() ? numbers.group(1) + "." + numbers.group(2) : version;
  }

  private static boolean isSupported(String version) {
    Matcher numbers = NUMBERS.matcher(version);
    return !numbers.matches() || (compare(numbers, LOWEST) >= 0 && compare(numbers, TOO_HIGH) < 0);
  }

  private static int compare(Matcher version, int[] other) {
    for (int i = 0; i < other.length; i++) {
      int order = Long.compare(Long.parseLong(version.group(i + 1)), other[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
