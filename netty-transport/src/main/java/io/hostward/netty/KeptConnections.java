package io.hostward.netty;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.ServerTrust;
import io.hostward.transfer.ServerCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connections that wait for the next call. One that was verified by one trust is not used under
 * another, nor one through a proxy without it or as another user of it. Safe for use by many
 * threads.
 */
final class KeptConnections {
  /** For each key. */
  private static final int MOST = 8;

  private final Duration time;
  private final Map<Key, Deque<KeptConnection>> idle = new HashMap<>();
  private boolean closed;

  /** What calls must share to share a connection. */
  record Key(HostAddress server, ServerTrust trust, Optional<ProxyAddress> proxy) {
    static Key of(ServerCall call) {
      return new Key(call.server(), call.trust(), call.proxy());
    }

    // Said by hand: what a record makes of itself is made of method handles, at each start anew.

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && server.equals(key.server)
          && trust.equals(key.trust)
          && proxy.equals(key.proxy);
    }

    @Override
    public int hashCode() {
      return (server.hashCode() * 31 + trust.hashCode()) * 31 + proxy.hashCode();
    }
  }

  KeptConnections(Duration time) {
    this.time = time;
  }

  /** Returns the one that was used last, since the server is least likely to close that one. */
  synchronized @Nullable KeptConnection take(Key key) {
    Deque<KeptConnection> connections = idle.get(key);
    if (connections == null) {
      return null;
    }
    KeptConnection newest = connections.pop();
    dropIfEmpty(key, connections);
    return newest;
  }

  /** Keeps it, or closes it where there are enough. On its event loop, after an exchange. */
  void give(Key key, TlsConnection connection) {
    KeptConnection kept = new KeptConnection(connection, gone -> forget(key, gone));
    kept.park(time);
    if (kept.isUsable() && !add(key, kept)) {
      kept.close();
    }
  }

  private synchronized boolean add(Key key, KeptConnection kept) {
    Deque<KeptConnection> connections = idle.computeIfAbsent(key, none -> new ArrayDeque<>());
    boolean room = !closed && connections.size() < MOST;
    if (room) {
      connections.push(kept);
    }
    dropIfEmpty(key, connections);
    return room;
  }

  private synchronized void forget(Key key, KeptConnection gone) {
    Deque<KeptConnection> connections = idle.get(key);
    if (connections != null) {
      connections.remove(gone);
      dropIfEmpty(key, connections);
    }
  }

  private void dropIfEmpty(Key key, Deque<KeptConnection> connections) {
    if (connections.isEmpty()) {
      idle.remove(key);
    }
  }

  /** Returns how many wait. */
  synchronized int size() {
    return idle.values().stream().mapToInt(Deque::size).sum();
  }

  /** Closes all, and whatever is given later. */
  void close() {
    List<KeptConnection> all;
    synchronized (this) {
      closed = true;
      all = idle.values().stream().flatMap(Deque::stream).toList();
      idle.clear();
    }
    all.forEach(KeptConnection::close);
  }
}
