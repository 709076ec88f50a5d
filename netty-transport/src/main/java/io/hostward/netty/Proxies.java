package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ProxyException;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Netty's handlers for proxies, and what their failures mean. */
final class Proxies {
  // The handlers give a proxy's answer in the exception's message alone.
  private static final Pattern STATUS = Pattern.compile("status: ([1-5][0-9]{2})\\b");
  private static final Pattern CODE = Pattern.compile("status: \\w+\\(([0-9]{1,3})\\)");

  private Proxies() {}

  /**
   * A handler for the first place of a pipeline.
   *
   * @param address the proxy's, resolved
   */
  static ProxyHandler handler(ProxyAddress proxy, InetSocketAddress address) {
    return switch (proxy.kind()) {
      case HTTP_CONNECT ->
          proxy
              .login()
              .map(as -> new HttpProxyHandler(address, as.user(), as.password().reveal()))
              .orElseGet(() -> new HttpProxyHandler(address));
      case SOCKS5 ->
          proxy
              .login()
              .map(as -> new Socks5ProxyHandler(address, as.user(), as.password().reveal()))
              .orElseGet(() -> new Socks5ProxyHandler(address));
    };
  }

  /** Returns what to ask the proxy for; names are left for it to resolve. */
  static InetSocketAddress destination(HostAddress server) {
    InetAddress literal = Way.literal(server);
    return literal == null
        ? InetSocketAddress.createUnresolved(server.host(), server.port())
        : new InetSocketAddress(literal, server.port());
  }

  /** Puts the handler's failure into words. */
  static ProxyException failure(ProxyAddress proxy, HostAddress server, Throwable cause) {
    String told = String.valueOf(cause.getMessage());
    if (told.endsWith(", timeout")) {
      return ProxyException.silent(proxy, server);
    } else if (told.endsWith(", disconnected")) {
      return ProxyException.hungUp(proxy, server);
    } else if (told.contains("authStatus:")) {
      return ProxyException.wrongLogin(proxy);
    } else if (told.contains("authMethod:")) {
      return ProxyException.noLogin(proxy);
    }
    Matcher code = CODE.matcher(told);
    if (code.find()) {
      int value = Integer.parseInt(code.group(1));
      return ProxyException.code(proxy, server, value);
    }
    Matcher status = STATUS.matcher(told);
    if (status.find()) {
      int value = Integer.parseInt(status.group(1));
      return ProxyException.status(proxy, server, value);
    }
    return ProxyException.noProxy(proxy);
  }
}
