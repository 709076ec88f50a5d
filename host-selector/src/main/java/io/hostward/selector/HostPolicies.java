package io.hostward.selector;

import io.hostward.model.Printable;
import io.hostward.spi.HostSelectionPolicy;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The policies that come with Hostward, by method and by name. All are safe for use by many
 * threads.
 */
public final class HostPolicies {
  private static final Map<String, Supplier<HostSelectionPolicy>> BY_NAME =
      new TreeMap<>(Map.of(FirstUsable.NAME, HostPolicies::firstUsable));

  private HostPolicies() {}

  /** The first usable host in vCenter's own order of the mounts. */
  public static HostSelectionPolicy firstUsable() {
    return new FirstUsable();
  }

  /**
   * Finds a policy by its name, for configuration files and command lines.
   *
   * @param name for example {@code first-usable}
   * @throws IllegalArgumentException if there is none of that name; the message lists the names
   */
  public static HostSelectionPolicy named(String name) {
    Supplier<HostSelectionPolicy> policy = BY_NAME.get(name.strip());
    if (policy == null) {
      throw new IllegalArgumentException(
          "there is no policy '"
              + Printable.of(name)
              + "'; there are: "
              + String.join(", ", BY_NAME.keySet()));
    }
    return policy.get();
  }
}
