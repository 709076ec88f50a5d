package io.hostward.experiment.testbed;

import java.util.Locale;

/**
 * A machine of the testbed: a network namespace with one interface.
 *
 * @param name as tables call it: {@code client}, {@code vCenter}, {@code ESX1}
 * @param address its IPv4 address
 * @param rate what its link carries, in each direction
 */
public record Node(String name, String address, LinkRate rate) {
  /** The one interface of each. */
  public static final String INTERFACE = "eth0";

  /** Nothing else on a machine is expected to have names of this beginning. */
  static final String PREFIX = "hostward-";

  /** Returns the namespace's name for {@code ip netns}. */
  public String namespace() {
    return PREFIX + word();
  }

  /** Returns the name of the other end of its cable, at the switch. */
  String port() {
    return "to-" + word();
  }

  private String word() {
    return name.toLowerCase(Locale.ROOT);
  }
}
