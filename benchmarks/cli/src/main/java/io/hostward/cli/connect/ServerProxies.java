package io.hostward.cli.connect;

import io.hostward.net.ProxyAddress;
import java.util.Optional;

/**
 * The proxies through which servers are reached: those of options and Hostward's own variables
 * alone. {@code HTTPS_PROXY} and its like are not heeded, since they would catch the hosts as well.
 *
 * @param server the proxy before vCenter, or before the host that is asked itself
 * @param hosts the proxy before vCenter's hosts
 */
public record ServerProxies(Optional<ProxyAddress> server, Optional<ProxyAddress> hosts) {
  /** No proxy. */
  public static final ServerProxies NONE = new ServerProxies(Optional.empty(), Optional.empty());

  static ServerProxies of(Given given, Environment environment) {
    return new ServerProxies(
        proxy("--proxy", given.proxy(), "HOSTWARD_PROXY", environment),
        proxy("--host-proxy", given.hostProxy(), "HOSTWARD_HOST_PROXY", environment));
  }

  private static Optional<ProxyAddress> proxy(
      String option, Optional<String> given, String variable, Environment environment) {
    if (given.isEmpty()) {
      return environment.get(variable).map(text -> parse(variable, text));
    }
    ProxyAddress proxy = parse(option, given.get());
    if (proxy.login().isPresent()) {
      throw new IllegalArgumentException(
          "a password in "
              + option
              + " can be read by every user of this machine (ps): leave it out and use "
              + variable
              + ", which takes http://USER:PASSWORD@HOST:PORT");
    }
    return Optional.of(proxy);
  }

  private static ProxyAddress parse(String what, String text) {
    try {
      return ProxyAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }
}
