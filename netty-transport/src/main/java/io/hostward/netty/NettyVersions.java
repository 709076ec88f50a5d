package io.hostward.netty;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in one sentence that the class path has a Netty with which nothing would work, before
 * classes that are missing from it would. It runs at each start, and Netty's own reader of versions
 * loads locales and time zones for dates that nobody asks for; hence a reader of our own.
 */
final class NettyVersions {
  private static final Logger log = LoggerFactory.getLogger(NettyVersions.class);

  /** In each of Netty's jars. */
  private static final String RESOURCE = "META-INF/io.netty.versions.properties";

  private static final String VERSION = ".version";

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
    Optional<String> complaint = complaint(found(NettyVersions.class.getClassLoader()));
    if (complaint.isPresent()) {
      throw new IllegalStateException(complaint.get());
    }
  }

  /** Returns the versions by the names of Netty's parts. */
  static Map<String, String> found(ClassLoader loader) {
    Properties properties = new Properties();
    try {
      for (URL url : Collections.list(loader.getResources(RESOURCE))) {
        try (InputStream in = url.openStream()) {
          properties.load(in);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      log.debug("the versions of Netty cannot be read", e);
    }
    Map<String, String> found = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.endsWith(VERSION)) {
        found.put(
            name.substring(0, name.length() - VERSION.length()), properties.getProperty(name));
      }
    }
    return found;
  }

  /** Returns what is wrong with these versions of Netty's parts; what cannot be read is not. */
  static Optional<String> complaint(Map<String, String> found) {
    Map<String, String> parts = new TreeMap<>(found);
    parts.keySet().retainAll(USED);
    boolean wrong = false;
    Set<String> lines = new HashSet<>();
    for (String version : parts.values()) {
      List<Long> numbers = numbers(version);
      wrong |= !isSupported(numbers);
      lines.add(numbers.isEmpty() ? version : numbers.get(0) + "." + numbers.get(1));
    }
    if (!wrong && lines.size() <= 1) {
      return Optional.empty();
    }
    StringBuilder list = new StringBuilder();
    parts.forEach(
        (name, version) ->
            list.append(list.isEmpty() ? "" : ", ").append(name).append(' ').append(version));
    return Optional.of(
        "Hostward needs Netty 4.1.118 or later, 4.1 or 4.2, all parts of one line, and the class"
            + " path has "
            + list
            + "; have your build manage them by one netty-bom");
  }

  /** Returns the first three numbers of a version such as 4.2.18.Final, or none if it is not so. */
  private static List<Long> numbers(String version) {
    String[] parts = version.split("[.-]", 4);
    try {
      return parts.length < 3
          ? List.of()
          : List.of(Long.valueOf(parts[0]), Long.valueOf(parts[1]), Long.valueOf(parts[2]));
    } catch (NumberFormatException e) {
      return List.of();
    }
  }

  /** What cannot be read is let pass. */
  private static boolean isSupported(List<Long> numbers) {
    return numbers.isEmpty() || (compare(numbers, LOWEST) >= 0 && compare(numbers, TOO_HIGH) < 0);
  }

  private static int compare(List<Long> version, int[] other) {
    for (int i = 0; i < other.length; i++) {
      int order = Long.compare(version.get(i), other[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
