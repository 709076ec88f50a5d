package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.netty.util.NetUtil;
import java.net.InetAddress;
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
  static Way to(HostAddress server, @Nullable ProxyAddress proxy, InetAddress address) {
    int port = firstHop(server, proxy).port();
    return new Way(server, proxy, new InetSocketAddress(address, port));
  }

  /** Returns what this side has to find: a server behind a proxy is the proxy's to find. */
  static HostAddress firstHop(HostAddress server, @Nullable ProxyAddress proxy) {
    return proxy == null ? server : proxy.address();
  }

  /** Returns the address that the host is written as, or null if it takes a name service. */
  static @Nullable InetAddress literal(HostAddress host) {
    return NetUtil.createInetAddressFromIpAddressString(host.host());
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
