package io.hostward.transfer;

import io.hostward.net.Printable;
import java.io.Serializable;

/**
 * A route as plain values, for records that outlive the process.
 *
 * @param kind direct or relayed
 * @param server the host's name in the inventory, or vCenter's host and port
 * @param hostId the host's managed object id; empty for the relay
 */
public record RouteName(Kind kind, String server, String hostId) implements Serializable {

  public enum Kind {
    /** Straight to a host. */
    DIRECT,
    /** Through vCenter. */
    RELAY
  }

  /** Returns the words by which messages name the route. */
  @Override
  public String toString() {
    return kind == Kind.DIRECT
        ? "direct to " + Printable.of(server) + " (" + hostId + ")"
        : "relay through vCenter " + server;
  }
}
