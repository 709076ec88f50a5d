package io.hostward.model;

import java.util.Locale;

/**
 * Where a server listens: a DNS name or an IP address, and a port.
 *
 * @param host a name, an IPv4 address or an IPv6 address without brackets, in lower case
 * @param port 1 to 65535
 */
public record HostAddress(String host, int port) {
  /** The port of HTTPS, on which vCenter and every ESXi host answer. */
  public static final int HTTPS = 443;

  /**
   * Checks both parts.
   *
   * @throws IllegalArgumentException if the host is empty or could not stand in a URL, or the port
   *     is out of range
   */
  public HostAddress {
    host = host.toLowerCase(Locale.ROOT);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    boolean plain =
        host.chars()
            .allMatch(unit -> unit > 0x20 && "/?#@[]\\\"<>".indexOf(unit) < 0 && unit != 0x7f);
    if (host.isEmpty() || !plain) {
      throw new IllegalArgumentException(
          "a host is a DNS name or an IP address, was: '" + Printable.of(host) + "'");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is 1 to 65535, was: " + port);
    }
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
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    if (bracketed && text.endsWith("]") || !bracketed && colon != text.indexOf(':') || colon < 0) {
      return new HostAddress(text, defaultPort);
    }
    if (bracketed && text.charAt(colon - 1) != ']') {
      throw new IllegalArgumentException("not a host and port: '" + Printable.of(text) + "'");
    }
    try {
      return new HostAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a port number in '" + Printable.of(text) + "'", e);
    }
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

  /** Returns host and port, IPv6 in brackets. */
  @Override
  public String toString() {
    return (isIpv6() ? "[" + host + "]" : host) + ":" + port;
  }
}
