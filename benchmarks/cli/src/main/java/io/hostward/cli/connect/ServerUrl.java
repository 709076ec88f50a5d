package io.hostward.cli.connect;

import io.hostward.net.HostAddress;
import io.hostward.net.Printable;
import io.hostward.net.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server as users of govc write it: {@code host}, {@code host:port} or {@code
 * https://user:password@host:port/sdk}, where all but the host may be left out.
 *
 * @param uri scheme, host, port and path, without user and password
 * @param address its host and port
 * @param user the user within it, if there is one
 * @param password the password within it, if there is one
 */
record ServerUrl(URI uri, HostAddress address, Optional<String> user, Optional<Secret> password) {
  private static final Pattern WRITTEN =
      Pattern.compile("(?:(\\w+)://)?(?:(.*)@)?([^/@?#]+)(/[^?#]*)?", Pattern.DOTALL);

  /**
   * Reads one.
   *
   * @param what where it was given, for messages
   * @param text may hold a password, so that no message repeats it
   * @throws IllegalArgumentException if it is none, or is not HTTPS
   */
  static ServerUrl parse(String what, String text) {
    Matcher matcher = WRITTEN.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          what + " is a host, host:port or https://host:port/sdk, and it is none of these");
    }
    requireHttps(what, matcher.group(1));
    HostAddress address = address(what, matcher.group(1) != null, matcher.group(3));
    String path = matcher.group(4) == null ? "/sdk" : matcher.group(4);
    return new ServerUrl(
        uri(what, address, path.equals("/") ? "/sdk" : path),
        address,
        part(matcher.group(2), 0),
        part(matcher.group(2), 1).map(Secret::of));
  }

  private static void requireHttps(String what, @Nullable String scheme) {
    if (scheme != null && !scheme.toLowerCase(Locale.ROOT).equals("https")) {
      throw new IllegalArgumentException(
          what + " must be https, since passwords and sessions travel there, was: " + scheme);
    }
  }

  // A host without a scheme is none of a URL, in which a zone's sign would be escaped.
  private static HostAddress address(String what, boolean inUrl, String text) {
    try {
      return inUrl ? HostAddress.ofUrl(text) : HostAddress.parse(text, HostAddress.HTTPS);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }

  private static URI uri(String what, HostAddress address, String path) {
    String text = "https://" + address.urlAuthority() + path;
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          what + " is no URL that can be called: '" + Printable.of(text) + "'", e);
    }
  }

  private static Optional<String> part(@Nullable String userInfo, int index) {
    if (userInfo == null) {
      return Optional.empty();
    }
    String[] parts = userInfo.split(":", 2);
    return parts.length > index && !parts[index].isEmpty()
        ? Optional.of(decode(parts[index]))
        : Optional.empty();
  }

  // A user who did not encode a '%' means the sign itself.
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
