package io.hostward.net;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy through which a server is reached. TLS goes from here to the server through the proxy,
 * which sees the server's name and the number of bytes and nothing else. Names of servers are
 * resolved by the proxy. Its {@code toString} shows neither user nor password.
 *
 * <p>User and password themselves travel to the proxy unencrypted, as both protocols have it.
 *
 * @param kind what the proxy speaks
 * @param address where it listens
 * @param login the user to log in as; empty where the proxy asks for none; ASCII alone for SOCKS,
 *     whose standard names no encoding
 */
public record ProxyAddress(Kind kind, HostAddress address, Optional<Login> login) {
  private static final Pattern WRITTEN =
      Pattern.compile("([A-Za-z0-9+.-]+)://(?:(.*)@)?([^/@?#]+)/?", Pattern.DOTALL);
  private static final Pattern WITH_PORT = Pattern.compile(".*:[0-9]{1,5}");
  private static final String FORM = "http://HOST:PORT or socks5://HOST:PORT";

  /**
   * Checks the login.
   *
   * @throws IllegalArgumentException if a proxy of this kind cannot be told it
   */
  public ProxyAddress {
    if (kind == Kind.SOCKS5 && login.isPresent() && !login.get().isAscii()) {
      throw new IllegalArgumentException("user and password of a SOCKS proxy are ASCII alone");
    }
  }

  /** What a proxy speaks. */
  public enum Kind {
    /**
     * {@code CONNECT} over HTTP/1.1 (RFC 9110), with Basic authentication where there is a login.
     */
    HTTP_CONNECT("http"),
    /** SOCKS version 5 (RFC 1928), with user and password (RFC 1929) where there is a login. */
    SOCKS5("socks5");

    private final String scheme;

    Kind(String scheme) {
      this.scheme = scheme;
    }

    private static Kind of(String scheme) {
      return switch (scheme.toLowerCase(Locale.ROOT)) {
        case "http" -> HTTP_CONNECT;
        case "socks5", "socks5h" -> SOCKS5;
        default ->
            throw new IllegalArgumentException(
                "a proxy is " + FORM + ", and its scheme was: '" + Printable.of(scheme) + "'");
      };
    }
  }

  /**
   * The user that a proxy asks for.
   *
   * @param user 1 to 255 bytes of UTF-8 without control characters and without a colon
   * @param password 1 to 255 bytes of UTF-8 without control characters
   */
  public record Login(String user, Secret password) {
    private static final int LONGEST = 255;

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one cannot be sent
     */
    public Login {
      if (!isSendable(user) || user.indexOf(':') >= 0) {
        throw new IllegalArgumentException(
            "the user of a proxy has 1 to 255 bytes, no colon and no control characters");
      }
      if (!isSendable(password.reveal())) {
        throw new IllegalArgumentException(
            "the password of a proxy has 1 to 255 bytes and no control characters");
      }
    }

    private static boolean isSendable(String text) {
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      return bytes > 0 && bytes <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    private boolean isAscii() {
      return (user + password.reveal()).chars().allMatch(unit -> unit < 128);
    }

    @Override
    public String toString() {
      return "(secret)";
    }
  }

  /** A proxy that speaks HTTP and asks for no login. */
  public static ProxyAddress http(HostAddress address) {
    return new ProxyAddress(Kind.HTTP_CONNECT, address, Optional.empty());
  }

  /** A proxy that speaks SOCKS version 5 and asks for no login. */
  public static ProxyAddress socks5(HostAddress address) {
    return new ProxyAddress(Kind.SOCKS5, address, Optional.empty());
  }

  /** Returns the same proxy, used as this user. */
  public ProxyAddress as(String user, Secret password) {
    return new ProxyAddress(kind, address, Optional.of(new Login(user, password)));
  }

  /**
   * Reads {@code http://HOST:PORT} or {@code socks5://HOST:PORT}, with {@code USER:PASSWORD@}
   * before the host where the proxy asks for a login; characters with a meaning in URLs are
   * percent-encoded there. {@code socks5h} is the same as {@code socks5}.
   *
   * @param text what to read; may hold a password, so that no message repeats it
   * @throws IllegalArgumentException if it is none of these
   */
  public static ProxyAddress parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a proxy is " + FORM + ", and this is neither");
    }
    Kind kind = Kind.of(matcher.group(1));
    if (!WITH_PORT.matcher(matcher.group(3)).matches()) {
      throw new IllegalArgumentException("a proxy is " + FORM + ", and the port is missing");
    }
    return new ProxyAddress(
        kind,
        address(matcher.group(3)),
        Optional.ofNullable(matcher.group(2)).map(ProxyAddress::login));
  }

  private static HostAddress address(String text) {
    try {
      return HostAddress.parse(text, HostAddress.HTTPS);
    } catch (IllegalArgumentException e) {
      // Not that one's words: a password whose '@' was forgotten would be in them.
      throw new IllegalArgumentException(
          "a proxy is " + FORM + ", and its host or port cannot be read", null);
    }
  }

  private static Login login(String userInfo) {
    int colon = userInfo.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a proxy's user needs a password: USER:PASSWORD@HOST");
    }
    return new Login(
        decode(userInfo.substring(0, colon)), Secret.of(decode(userInfo.substring(colon + 1))));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Not the decoder's words, which repeat the text.
      throw new IllegalArgumentException(
          "a '%' in a proxy's user or password is written %25", null);
    }
  }

  @Override
  public String toString() {
    return kind.scheme + "://" + address;
  }
}
