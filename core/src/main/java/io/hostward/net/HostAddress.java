package io.hostward.net;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens: a DNS name or an IP address, and a port.
 *
 * @param host a name in ASCII (internationalised names in their {@code xn--} form), an IPv4 address
 *     or an IPv6 address without brackets, perhaps with a zone ({@code fe80::1%eth0}); in lower
 *     case
 * @param port 1 to 65535
 */
public record HostAddress(String host, int port) {
  /** The port of HTTPS, on which vCenter and every ESXi host answer. */
  public static final int HTTPS = 443;

  // Underscores are not for host names by the book, and common in those of laboratories.
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*\\.?");
  // Which link an address is of, on this machine: fe80::1%eth0.
  private static final Pattern ZONE = Pattern.compile("%[a-z0-9_.]+\\z");
  private static final int LONGEST = 255;

  // Within a URL: a zone of one character or more follows the sign, which is escaped.
  private static final Pattern ESCAPED_ZONE = Pattern.compile("^(\\[[^%\\]]*)%25([^\\]]+\\])");

  // What stands before the port: anything in brackets, or anything without a colon.
  private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]*\\]|[^:]*):([0-9]{1,5})");

  /**
   * Checks both parts.
   *
   * @param host as above; capitals and the brackets around an IPv6 address are taken off
   * @param port as above
   * @throws IllegalArgumentException if the host is neither a name nor an address, or the port is
   *     out of range
   */
  public HostAddress {
    String small = host.toLowerCase(Locale.ROOT);
    String bare = withoutBrackets(small);
    if (small.length() > LONGEST || (!isIpv6(bare) && !NAME.matcher(small).matches())) {
      throw new IllegalArgumentException(
          "a host is a DNS name or an IP address"
              + (host.chars().allMatch(unit -> unit < 0x80)
                  ? ""
                  : ", a name with other letters than a to z in its xn-- form")
              + ", was: '"
              + Printable.of(host)
              + "'");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is 1 to 65535, was: " + port);
    }
    host = bare;
  }

  /** The server's HTTPS port. */
  public static HostAddress https(String host) {
    return new HostAddress(host, HTTPS);
  }

  /**
   * Reads {@code name}, {@code name:port}, {@code 192.0.2.1:port}, {@code [2001:db8::1]:port} or a
   * bare IPv6 address.
   *
   * @param text what to read
   * @param defaultPort the port where the text has none
   * @throws IllegalArgumentException if it is none of these
   */
  public static HostAddress parse(String text, int defaultPort) {
    Matcher withPort = WITH_PORT.matcher(text);
    return withPort.matches()
        ? new HostAddress(withPort.group(1), Integer.parseInt(withPort.group(2)))
        : new HostAddress(text, defaultPort);
  }

  /**
   * Reads the authority of an HTTPS URL. It may hold what {@code java.net.URI} takes for no host,
   * such as a name with an underscore; the zone of an IPv6 address may be written {@code
   * [fe80::1%25eth0]}, as URLs have it, or with a plain {@code %}.
   *
   * @param authority for example {@link java.net.URI#getRawAuthority()}, without a user
   * @throws IllegalArgumentException if it is no host and port
   */
  public static HostAddress ofUrl(String authority) {
    // A colon may stand before a port that is left out.
    String written = authority.endsWith(":") ? authority.replaceFirst(":$", "") : authority;
    return parse(ESCAPED_ZONE.matcher(written).replaceFirst("$1%$2"), HTTPS);
  }

  /** Returns the authority part of a URL as {@code java.net.URI} takes it: a zone is escaped. */
  public String urlAuthority() {
    return authority().replace("%", "%25");
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isIpv6(String host) {
    return IpAddress.isIpv6(ZONE.matcher(host).replaceFirst(""));
  }

  /** Returns true if the host is an IPv6 address. */
  public boolean isIpv6() {
    return host.indexOf(':') >= 0;
  }

  /** Returns the authority part of a URL: IPv6 in brackets, the port left out if it is 443. */
  public String authority() {
    String bracketed = isIpv6() ? "[" + host + "]" : host;
    return port == HTTPS ? bracketed : bracketed + ":" + port;
  }

  /** Equal are servers of equal port and name, or address: IPv6 has many spellings. */
  @Override
  public boolean equals(Object other) {
    return other instanceof HostAddress that && port == that.port && key().equals(that.key());
  }

  @Override
  public int hashCode() {
    return 31 * key().hashCode() + port;
  }

  private String key() {
    if (!isIpv6()) {
      return host;
    }
    int zone = host.indexOf('%');
    return IpAddress.parse(host).map(IpAddress::toString).orElse(host)
        + (zone < 0 ? "" : host.substring(zone));
  }

  /** Returns host and port, IPv6 in brackets. */
  @Override
  public String toString() {
    return (isIpv6() ? "[" + host + "]" : host) + ":" + port;
  }
}
