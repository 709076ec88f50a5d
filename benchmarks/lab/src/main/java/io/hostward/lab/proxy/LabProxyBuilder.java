package io.hostward.lab.proxy;

import io.hostward.lab.proxy.Dialect.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Builds a {@link LabProxy}; by default it connects any client to any server. Not thread-safe. */
public final class LabProxyBuilder {
  private final Function<Optional<ProxyUser>, Dialect> dialect;
  private final Map<String, InetSocketAddress> names = new HashMap<>();
  private Optional<ProxyUser> user = Optional.empty();
  private OptionalInt answer = OptionalInt.empty();
  private boolean silent;

  LabProxyBuilder(Function<Optional<ProxyUser>, Dialect> dialect) {
    this.dialect = dialect;
  }

  /** Lets only this user in. */
  public LabProxyBuilder user(String name, String password) {
    user = Optional.of(new ProxyUser(name, password));
    return this;
  }

  /**
   * Makes a name or an address, at any port, mean this server, as a proxy in another network with a
   * name service of its own would.
   */
  public LabProxyBuilder knows(String name, InetSocketAddress address) {
    names.put(Target.full(name), address);
    return this;
  }

  /**
   * Refuses every request.
   *
   * @param status an HTTP status or a code of SOCKS
   */
  public LabProxyBuilder answering(int status) {
    answer = OptionalInt.of(status);
    return this;
  }

  /** Takes requests and never answers. */
  public LabProxyBuilder silent() {
    silent = true;
    return this;
  }

  /** Starts it on a free port of 127.0.0.1. */
  public LabProxy start() {
    try {
      return new LabProxy(dialect.apply(user), Map.copyOf(names), answer, silent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
