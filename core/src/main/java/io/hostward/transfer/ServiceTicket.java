package io.hostward.transfer;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import java.util.List;
import java.util.Optional;

/**
 * Permission for one request: what to ask, where, what proves the permission, and how to recognise
 * the server.
 *
 * @param method the method it is good for
 * @param target path and query it is good for, byte for byte
 * @param addresses where the server may be reached, in the order to try; never empty
 * @param cookie the value of the {@code Cookie} header: a one-time ticket or the session
 * @param trust how to verify the server
 * @param proxy the proxy that leads to all of the addresses; empty to connect directly
 */
public record ServiceTicket(
    HttpMethod method,
    FolderTarget target,
    List<HostAddress> addresses,
    Secret cookie,
    ServerTrust trust,
    Optional<ProxyAddress> proxy) {
  public ServiceTicket {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("a ticket needs at least one address");
    }
  }

  /** A ticket for a server that is reached without a proxy. */
  public ServiceTicket(
      HttpMethod method,
      FolderTarget target,
      List<HostAddress> addresses,
      Secret cookie,
      ServerTrust trust) {
    this(method, target, addresses, cookie, trust, Optional.empty());
  }
}
