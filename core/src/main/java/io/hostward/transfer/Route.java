package io.hostward.transfer;

import io.hostward.inventory.HostSnapshot;
import io.hostward.net.HostAddress;

/** A way to the datastore. */
public sealed interface Route {

  /**
   * Straight to a host's {@code /folder}.
   *
   * @param host the host
   */
  record Direct(HostSnapshot host) implements Route {
    @Override
    public String toString() {
      return "direct to " + host;
    }
  }

  /**
   * Through vCenter's {@code /folder}, which relays each byte through a host of its own choice.
   *
   * @param vcenter the vCenter's address
   */
  record Relay(HostAddress vcenter) implements Route {
    @Override
    public String toString() {
      return "relay through vCenter " + vcenter;
    }
  }
}
