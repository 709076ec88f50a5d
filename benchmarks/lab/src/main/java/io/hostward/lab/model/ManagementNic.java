package io.hostward.lab.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One candidate of {@code config.virtualNicManagerInfo.netConfig} of type {@code management}.
 *
 * @param device the kernel interface, {@code vmk0}
 * @param ipv4 its address, or null where {@code spec.ip.ipAddress} is unset
 * @param prefixLength of the IPv4 network, 0 to 32
 * @param ipv6 addresses without prefix, in vCenter's order
 * @param selected whether {@code selectedVnic} names it; an unselected one is a decoy
 */
public record ManagementNic(
    String device, @Nullable String ipv4, int prefixLength, List<String> ipv6, boolean selected) {

  public ManagementNic {
    ipv6 = List.copyOf(ipv6);
  }

  public ManagementNic withIpv4(@Nullable String value) {
    return new ManagementNic(device, value, prefixLength, ipv6, selected);
  }

  /** A selected {@code vmk0} with one IPv4 address in an 8-bit network, as on a loopback. */
  public static ManagementNic vmk0(String ipv4) {
    return new ManagementNic("vmk0", ipv4, 8, List.of(), true);
  }
}
