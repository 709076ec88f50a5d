package io.hostward.net;

import java.io.IOException;

/**
 * A proxy was not reached, or did not let a connection through to a server. The message names it,
 * what came back, and what to do about it.
 */
public final class ProxyException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final String FIREWALL =
      "check from the proxy's side that the server's name resolves and that no firewall is in between";

  private final String what;

  private final String remedy;

  private final boolean withAnyServer;

  private ProxyException(String what, String remedy, boolean withAnyServer) {
    super("the proxy " + what + "; " + remedy);
    this.what = "the proxy " + what;
    this.remedy = remedy;
    this.withAnyServer = withAnyServer;
  }

  /**
   * The proxy was not reached.
   *
   * @param how what was seen, for example "refused the connection"
   */
  public static ProxyException away(ProxyAddress proxy, String how) {
    return new ProxyException(
        proxy + " " + how,
        "check the proxy's address and port, that it runs, and firewalls on the way to it",
        true);
  }

  /**
   * The proxy answered {@code CONNECT} with another status than 2xx.
   *
   * @param status that status, 100 to 599
   */
  public static ProxyException status(ProxyAddress proxy, HostAddress server, int status) {
    String answer = " (it answered " + status + ")";
    return switch (status) {
      case 401, 407 ->
          proxy.login().isPresent() ? wrongLogin(proxy, answer) : noLogin(proxy, answer);
      case 403, 405 -> forbidden(proxy, server, answer);
      case 404, 500, 502, 503, 504 -> unreachable(proxy, server, answer);
      default -> other(proxy, server, answer);
    };
  }

  /**
   * The proxy answered the SOCKS request with another code than 0.
   *
   * @param code that code, from section 6 of RFC 1928
   */
  public static ProxyException code(ProxyAddress proxy, HostAddress server, int code) {
    String answer = " (it answered SOCKS code " + code + ")";
    return switch (code) {
      case 2 -> forbidden(proxy, server, answer);
      case 3, 4, 5, 6 -> unreachable(proxy, server, answer);
      default -> other(proxy, server, answer);
    };
  }

  /**
   * The proxy speaks SOCKS and takes none of the offered ways to log in: it lets in only users that
   * it knows and none was given, or it wants them in a way that this client does not speak. Not
   * every client can tell this from an answer of another protocol.
   */
  public static ProxyException noLogin(ProxyAddress proxy) {
    return noLogin(proxy, ", or is no SOCKS proxy");
  }

  /** The proxy refused this user with this password. */
  public static ProxyException wrongLogin(ProxyAddress proxy) {
    return wrongLogin(proxy, "");
  }

  /** The proxy gave no answer in time. */
  public static ProxyException silent(ProxyAddress proxy, HostAddress server) {
    return new ProxyException(
        proxy + " did not connect to " + server + " in time",
        "check the proxy's kind and load; " + FIREWALL,
        false);
  }

  /** The proxy hung up instead of answering; some do so where they cannot reach the server. */
  public static ProxyException hungUp(ProxyAddress proxy, HostAddress server) {
    return new ProxyException(
        proxy + " hung up when it was asked for " + server,
        "check the proxy's kind and its log; " + FIREWALL,
        false);
  }

  /** What answered is no proxy of this kind. */
  public static ProxyException noProxy(ProxyAddress proxy) {
    return new ProxyException(
        proxy + " gave no answer that a proxy of this kind gives",
        "check kind, address and port of the proxy",
        true);
  }

  private static ProxyException noLogin(ProxyAddress proxy, String answer) {
    return new ProxyException(
        proxy + " asks for a user and a password" + answer,
        "give those of the proxy: " + form(proxy),
        true);
  }

  private static ProxyException wrongLogin(ProxyAddress proxy, String answer) {
    return new ProxyException(
        proxy + " refused user and password" + answer, "check both: " + form(proxy), true);
  }

  private static String form(ProxyAddress proxy) {
    return proxy.toString().replace("://", "://USER:PASSWORD@");
  }

  private static ProxyException forbidden(ProxyAddress proxy, HostAddress server, String answer) {
    return new ProxyException(
        proxy + " forbids connections to " + server + answer,
        "have its administrator allow connections to that server and port",
        false);
  }

  private static ProxyException unreachable(ProxyAddress proxy, HostAddress server, String answer) {
    return new ProxyException(proxy + " cannot reach " + server + answer, FIREWALL, false);
  }

  private static ProxyException other(ProxyAddress proxy, HostAddress server, String answer) {
    return new ProxyException(
        proxy + " did not connect to " + server + answer, "look into the proxy's log", false);
  }

  /** Returns which proxy did what. */
  public String what() {
    return what;
  }

  /** Returns what to do about it. */
  public String remedy() {
    return remedy;
  }

  /**
   * Returns true if it would be the same with any server: the proxy is away, is no proxy, or does
   * not let this user in. Asking it again is of no use, and may lock the user out.
   */
  public boolean isWithAnyServer() {
    return withAnyServer;
  }
}
