package io.hostward.transfer;

import io.hostward.inventory.HostSnapshot;
import io.hostward.net.HostAddress;

/** A way to the datastore. */
public sealed interface Route {

  /** Returns the route as plain values. */
  RouteName name();

  /** Straight to a host's {@code /folder}. */
  record Direct(HostSnapshot host) implements Route {
    @Override
    public RouteName name() {
      return new RouteName(RouteName.Kind.DIRECT, host.name(), host.id().value());
    }

    @Override
    public String toString() {
      return name().toString();
    }
  }

  /**
   * Through vCenter's {@code /folder}, which relays each byte through a host of its own choice.
   *
   * @param vcenter the vCenter's address
   */
  record Relay(HostAddress vcenter) implements Route {
    @Override
    public RouteName name() {
      return new RouteName(RouteName.Kind.RELAY, vcenter.toString(), "");
    }

    @Override
    public String toString() {
      return name().toString();
    }
  }
}
