package io.hostward.transfer;

import io.hostward.net.HostAddress;
import io.hostward.net.ProxyAddress;
import io.hostward.net.Secret;
import io.hostward.net.ServerTrust;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One small POST to a server, such as a call of vCenter's API. Its body may hold a password: it is
 * neither printed nor compared.
 *
 * @param server where to
 * @param path path and query, for example {@code /sdk}
 * @param trust how to verify the server; nothing is sent to one that is not trusted
 * @param proxy through what to reach it; empty for straight there
 * @param headers further header fields, none of them secret
 * @param cookie the value of the {@code Cookie} header, if the caller has one
 * @param body what is sent; left alone by both sides until the answer is there
 * @param within how long everything may take, the connection included; more than zero
 * @param longestAnswer how many bytes the answer's body may have, unpacked; more than zero
 */
public record ServerCall(
    HostAddress server,
    String path,
    ServerTrust trust,
    Optional<ProxyAddress> proxy,
    Map<String, String> headers,
    Optional<Secret> cookie,
    byte[] body,
    Duration within,
    int longestAnswer) {
  /** Copies the headers and checks the bounds. */
  public ServerCall {
    headers = Map.copyOf(headers);
    if (within.isZero() || within.isNegative() || longestAnswer <= 0) {
      throw new IllegalArgumentException(
          "a call has time and room for an answer, was: " + within + ", " + longestAnswer);
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "POST " + path + " to " + server;
  }
}
