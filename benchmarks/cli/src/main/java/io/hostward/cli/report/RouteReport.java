package io.hostward.cli.report;

import io.hostward.transfer.Route;
import org.jspecify.annotations.Nullable;

/**
 * A way to the datastore.
 *
 * @param kind {@code direct} or {@code relay}
 * @param host the host's name in the inventory; absent for the relay
 * @param hostId its managed object id; absent for the relay
 * @param vcenter host and port of the vCenter that relays; absent for a host
 */
public record RouteReport(
    String kind, @Nullable String host, @Nullable String hostId, @Nullable String vcenter) {

  /** Returns the route. */
  public static RouteReport of(Route route) {
    if (route instanceof Route.Direct direct) {
      return new RouteReport("direct", direct.host().name(), direct.host().id().value(), null);
    } else if (route instanceof Route.Relay relay) {
      return new RouteReport("relay", null, null, relay.vcenter().toString());
    }
    throw new IllegalArgumentException("a route is direct or a relay, was: " + route);
  }
}
