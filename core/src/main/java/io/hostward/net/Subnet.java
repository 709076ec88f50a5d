package io.hostward.net;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IP subnet. Also says where one of the client's interfaces sits: its address with its prefix.
 *
 * @param address an address within it
 * @param prefixLength bits that all its addresses share, 0 to 32 or 0 to 128
 */
public record Subnet(IpAddress address, int prefixLength) {
  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if the prefix is longer than the address
   */
  public Subnet {
    if (prefixLength < 0 || prefixLength > address.bits()) {
      throw new IllegalArgumentException(
          "a prefix is 0 to " + address.bits() + " bits long, was: " + prefixLength);
    }
  }

  /**
   * Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}; an address alone is a subnet of one.
   *
   * @throws IllegalArgumentException if it is no subnet
   */
  public static Subnet parse(String text) {
    int slash = text.indexOf('/');
    Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      throw notSubnet(text, null);
    }
    if (slash < 0) {
      return new Subnet(address.get(), address.get().bits());
    }
    try {
      return new Subnet(address.get(), Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw notSubnet(text, e);
    }
  }

  public boolean contains(IpAddress other) {
    return address.commonPrefix(other) >= prefixLength;
  }

  /** Returns what {@link #parse} reads. */
  @Override
  public String toString() {
    return address + "/" + prefixLength;
  }

  private static IllegalArgumentException notSubnet(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "a subnet reads like 192.0.2.0/24 or 2001:db8::/32, was: '" + Printable.of(text) + "'",
        cause);
  }
}
