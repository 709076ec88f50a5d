package io.hostward.inventory;

import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.HostSnapshot.Power;
import java.util.List;
import java.util.Optional;

/** Hosts for tests. */
public final class Hosts {
  private Hosts() {}

  public static HostSnapshot healthy(String name) {
    return with(name, Connection.CONNECTED, Power.ON, false, List.of());
  }

  public static HostSnapshot with(
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
