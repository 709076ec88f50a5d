package io.hostward.inventory;

import java.util.OptionalInt;

/**
 * An IP address of an interface that a host has selected for management.
 *
 * @param address an IPv4 or IPv6 address, without brackets
 * @param prefixLength the length of its subnet's prefix in bits, if vCenter said
 */
public record ManagementAddress(String address, OptionalInt prefixLength) {
  @Override
  public String toString() {
    return address;
  }
}
