package io.hostward.bulk.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is copied from another datastore inside vSphere, once one has it, and not sent again: large
 * files, between datastores that one host mounts. Bytes between others would go from host to host
 * over a network that nobody here knows; and a small file costs as many calls either way.
 *
 * @param leastBytes the smallest file, at least {@value #LEAST}
 * @param hosts which hosts mount a datastore; one that is missing is not copied to or from
 */
public record CopyRule(long leastBytes, Map<String, Set<String>> hosts) {
  /** The least that {@code leastBytes} may be. */
  public static final long LEAST = 1 << 20;

  /** Nothing is copied between datastores. */
  public static final CopyRule NONE = new CopyRule(Long.MAX_VALUE, Map.of());

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is too small
   */
  public CopyRule {
    if (leastBytes < LEAST) {
      throw new IllegalArgumentException(
          "what is copied has at least " + LEAST + " bytes, was: " + leastBytes);
    }
    hosts = new HashMap<>(hosts);
  }

  boolean copies(long bytes, String from, String to) {
    Set<String> here = hosts.getOrDefault(from, Set.of());
    return bytes >= leastBytes
        && hosts.getOrDefault(to, Set.of()).stream().anyMatch(here::contains);
  }
}
