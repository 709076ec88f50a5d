package io.hostward.peers.server;

import java.util.Collection;

/**
 * What was agreed on with a client.
 *
 * @param tls versions and ciphers, usually one of each
 * @param connections how many there were
 * @param resumed for how many of them a TLS session was resumed
 */
public record Spoken(String tls, int connections, int resumed) {
  /** Returns how many of a hundred connections were resumed, over several transfers. */
  public static long resumedPercent(Collection<Spoken> all) {
    int connections = all.stream().mapToInt(Spoken::connections).sum();
    int resumed = all.stream().mapToInt(Spoken::resumed).sum();
    return connections == 0 ? 0 : Math.round(100.0 * resumed / connections);
  }
}
