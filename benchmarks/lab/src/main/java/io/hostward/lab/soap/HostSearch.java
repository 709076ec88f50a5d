package io.hostward.lab.soap;

import io.hostward.lab.inventory.HostIds;
import io.hostward.lab.state.HostState;

/** By what SearchIndex tells hosts apart. */
final class HostSearch {
  private HostSearch() {}

  /**
   * @param by {@code uuid}, {@code ip} or {@code dnsName}
   */
  static boolean fits(HostState host, String by, String wanted) {
    return switch (by) {
      case "uuid" -> HostIds.uuid(host.model()).equalsIgnoreCase(wanted);
      case "ip" ->
          host.managementNics().stream()
              .anyMatch(nic -> wanted.equals(nic.ipv4()) || nic.ipv6().contains(wanted));
      default -> host.name().equalsIgnoreCase(wanted);
    };
  }
}
