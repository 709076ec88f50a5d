package io.hostward.cli.report;

import io.hostward.transfer.RouteName;
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
  public static RouteReport of(RouteName route) {
    return switch (route.kind()) {
      case DIRECT -> new RouteReport("direct", route.server(), route.hostId(), null);
      case RELAY -> new RouteReport("relay", null, null, route.server());
    };
  }
}
