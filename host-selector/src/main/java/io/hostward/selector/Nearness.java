package io.hostward.selector;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.ManagementAddress;
import io.hostward.net.IpAddress;
import io.hostward.net.Subnet;
import java.util.List;
import java.util.Optional;

/** Which subnet a host and the client share. */
final class Nearness {
  private Nearness() {}

  /**
   * Returns the longest prefix of a subnet that an interface of the client and a management address
   * share; 0 if they share none. Both ends must agree that the other is on the link: the longer of
   * their two prefixes counts, the client's alone where vCenter did not tell the host's.
   */
  static int prefix(HostSnapshot host, List<Subnet> client) {
    int longest = 0;
    for (ManagementAddress management : host.management()) {
      Optional<IpAddress> address = IpAddress.parse(management.address());
      for (int i = 0; i < client.size() && address.isPresent(); i++) {
        Subnet own = client.get(i);
        int length = Math.max(own.prefixLength(), management.prefixLength().orElse(0));
        if (own.address().commonPrefix(address.get()) >= length) {
          longest = Math.max(longest, length);
        }
      }
    }
    return longest;
  }
}
