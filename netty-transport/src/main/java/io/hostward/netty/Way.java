package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * How one candidate is reached.
 *
 * @param server the candidate
 * @param proxy what stands before it, if something does
 * @param address where to connect: of the proxy if there is one, else of the server; resolved
 */
record Way(HostAddress server, @Nullable ProxyAddress proxy, InetSocketAddress address) {
  /** Returns whose name is to be resolved: what is behind a proxy is the proxy's to find. */
  static HostAddress next(HostAddress server, @Nullable ProxyAddress proxy) {
    return proxy == null ? server : proxy.address();
  }

  /** Returns the server and where it was looked for. */
  @Override
  public String toString() {
    if (proxy != null) {
      return server + " through " + proxy;
    }
    String ip = address.getAddress().getHostAddress();
    return ip.equals(server.host()) ? server.toString() : server + " (" + ip + ")";
  }
}
