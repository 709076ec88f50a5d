package io.hostward.model;

import io.hostward.model.HostSnapshot.Connection;
import io.hostward.model.HostSnapshot.Power;
import java.util.List;
import java.util.Optional;

/** Hosts for tests. */
final class Hosts {
  private Hosts() {}

  static HostSnapshot healthy(String name) {
    return with(name, Connection.CONNECTED, Power.ON, false, List.of());
  }

  static HostSnapshot with(
      String name,
      Connection connection,
      Power power,
      boolean inMaintenanceMode,
      List<String> withheld) {
    return new HostSnapshot(
        new HostId("host-" + name),
        name,
        Optional.empty(),
        connection,
        power,
        inMaintenanceMode,
        false,
        List.of(),
        Optional.empty(),
        HostLoad.UNKNOWN,
        withheld);
  }
}
