package io.hostward.net;

import java.util.Optional;

/**
 * An IP address as bits, read without asking any name service.
 *
 * @param high the upper 64 bits of an IPv6 address; zero for IPv4
 * @param low the lower 64 bits of an IPv6 address; the IPv4 address in its upper 32 bits
 * @param bits 32 for IPv4, 128 for IPv6
 */
public record IpAddress(long high, long low, int bits) {
  private static final int GROUPS = 8;

  /**
   * Reads an IPv4 address in dotted decimal or an IPv6 address, bare or in brackets, with or
   * without a zone. IPv6 addresses that wrap an IPv4 address ({@code ::ffff:192.0.2.1}) count as
   * that address.
   *
   * @return nothing for a name or anything else
   */
  public static Optional<IpAddress> parse(String text) {
    String bare = text;
    if (bare.startsWith("[") && bare.endsWith("]")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    if (bare.indexOf(':') < 0) {
      long address = ipv4(bare);
      return address < 0 ? Optional.empty() : Optional.of(ofIpv4(address));
    }
    int zone = bare.indexOf('%');
    return ipv6(zone < 0 ? bare : bare.substring(0, zone));
  }

  /** Returns true for an IPv6 address without brackets and zone. */
  static boolean isIpv6(String text) {
    return text.indexOf(':') >= 0 && ipv6(text).isPresent();
  }

  /** Returns how many leading bits two addresses share; -1 if their families differ. */
  public int commonPrefix(IpAddress other) {
    if (bits != other.bits) {
      return -1;
    }
    if (bits == 32) {
      return Math.min(32, Long.numberOfLeadingZeros(low ^ other.low));
    }
    int upper = Long.numberOfLeadingZeros(high ^ other.high);
    return upper < 64 ? upper : 64 + Long.numberOfLeadingZeros(low ^ other.low);
  }

  /** Returns dotted decimal or the shortest usual form of IPv6, without brackets. */
  @Override
  public String toString() {
    if (bits == 32) {
      long address = low >>> 32;
      return (address >>> 24)
          + "."
          + (address >>> 16 & 255)
          + "."
          + (address >>> 8 & 255)
          + "."
          + (address & 255);
    }
    StringBuilder text = new StringBuilder();
    int[] gap = longestGap();
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap[0] && gap[1] > 1) {
        text.append("::");
        i += gap[1] - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Long.toHexString(group(i)));
      }
    }
    return text.toString();
  }

  /** Returns where the longest run of zero groups begins and how long it is. */
  private int[] longestGap() {
    int[] longest = {0, 0};
    int run = 0;
    for (int i = 0; i < GROUPS; i++) {
      run = group(i) == 0 ? run + 1 : 0;
      if (run > longest[1]) {
        longest = new int[] {i - run + 1, run};
      }
    }
    return longest;
  }

  private long group(int index) {
    return (index < 4 ? high >>> (48 - 16 * index) : low >>> (112 - 16 * index)) & 0xffff;
  }

  private static IpAddress ofIpv4(long address) {
    return new IpAddress(0, address << 32, 32);
  }

  /** Returns the 32 bits, or -1 for what is no dotted decimal address. */
  private static long ipv4(String text) {
    long address = 0;
    int begin = 0;
    for (int part = 0; part < 4; part++) {
      int dot = text.indexOf('.', begin);
      // The first three parts end at a dot, the last one must not.
      if (dot < 0 != (part == 3)) {
        return -1;
      }
      int end = dot < 0 ? text.length() : dot;
      int number = number(text, begin, end, 10, 3);
      if (number < 0 || number > 255) {
        return -1;
      }
      address = (address << 8) | number;
      begin = end + 1;
    }
    return address;
  }

  private static Optional<IpAddress> ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      long[] all = groups(text, true);
      return all.length == GROUPS ? Optional.of(ofGroups(all)) : Optional.empty();
    }
    String after = text.substring(gap + 2);
    long[] head = gap == 0 ? new long[0] : groups(text.substring(0, gap), false);
    long[] tail = after.isEmpty() ? new long[0] : groups(after, true);
    boolean broken = (head.length == 0 && gap > 0) || (tail.length == 0 && !after.isEmpty());
    if (broken || head.length + tail.length >= GROUPS) {
      return Optional.empty();
    }
    long[] all = new long[GROUPS];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
    return Optional.of(ofGroups(all));
  }

  /**
   * Returns the 16-bit groups, none if broken.
   *
   * @param last whether they end the address, so that the last may be written like IPv4
   */
  private static long[] groups(String text, boolean last) {
    String[] parts = text.split(":", -1);
    boolean dotted = last && parts[parts.length - 1].indexOf('.') >= 0;
    long[] groups = new long[parts.length + (dotted ? 1 : 0)];
    for (int i = 0; i < parts.length; i++) {
      long group =
          dotted && i == parts.length - 1
              ? ipv4(parts[i])
              : number(parts[i], 0, parts[i].length(), 16, 4);
      if (group < 0) {
        return new long[0];
      }
      groups[i] = group;
    }
    if (dotted) {
      long address = groups[parts.length - 1];
      groups[parts.length - 1] = address >>> 16;
      groups[parts.length] = address & 0xffff;
    }
    return groups;
  }

  private static IpAddress ofGroups(long[] groups) {
    long high = (groups[0] << 48) | (groups[1] << 32) | (groups[2] << 16) | groups[3];
    long low = (groups[4] << 48) | (groups[5] << 32) | (groups[6] << 16) | groups[7];
    return high == 0 && low >>> 32 == 0xffff
        ? ofIpv4(low & 0xffffffffL)
        : new IpAddress(high, low, 128);
  }

  /** Returns the number, or -1 for what is none or too long; no signs, no other scripts. */
  private static int number(String text, int begin, int end, int radix, int longest) {
    if (end <= begin || end - begin > longest) {
      return -1;
    }
    int number = 0;
    for (int i = begin; i < end; i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
