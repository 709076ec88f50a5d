package io.hostward.inventory;

import io.hostward.net.Printable;
import io.hostward.net.Thumbprint;
import java.util.List;
import java.util.Optional;

/**
 * What vCenter said of one host.
 *
 * @param id the managed object id
 * @param name what the administrator typed when adding the host: a name, possibly unresolvable, or
 *     an address
 * @param cluster the cluster that the host belongs to; empty for a host on its own, or where
 *     vCenter left it out
 * @param connection whether vCenter reaches it; {@code UNKNOWN} where vCenter left it out
 * @param power its power state; {@code UNKNOWN} where vCenter left it out
 * @param standby how far power management has put it to sleep; {@code UNKNOWN} where vCenter left
 *     it out
 * @param inMaintenanceMode true in or entering maintenance mode; false where unset
 * @param inQuarantineMode true if DRS keeps load away from it because its hardware is degraded;
 *     false where unset
 * @param management the IP addresses of the interfaces selected for management, IPv4 before IPv6;
 *     may be empty
 * @param thumbprint the certificate's thumbprint as vCenter recorded it, if it said
 * @param load how busy it is
 * @param withheld properties that vCenter refused to show, with its reason; empty if all were shown
 */
public record HostSnapshot(
    HostId id,
    String name,
    Optional<String> cluster,
    Connection connection,
    Power power,
    Standby standby,
    boolean inMaintenanceMode,
    boolean inQuarantineMode,
    List<ManagementAddress> management,
    Optional<Thumbprint> thumbprint,
    HostLoad load,
    List<String> withheld) {

  /** The connection between vCenter and a host (HostSystemConnectionState). */
  public enum Connection {
    /** vCenter reaches the host. */
    CONNECTED,
    /** The host misses its heartbeats. */
    NOT_RESPONDING,
    /** An administrator disconnected it. */
    DISCONNECTED,
    /** vCenter did not say. */
    UNKNOWN
  }

  /** A host's power state (HostSystemPowerState). */
  public enum Power {
    /** Running. */
    ON,
    /** Off. */
    OFF,
    /** Standing by, put there by power management. */
    STANDBY,
    /** vCenter does not know or did not say. */
    UNKNOWN
  }

  /** A host's way into and out of standby (HostRuntimeInfo.standbyMode). */
  public enum Standby {
    /** Awake. */
    NONE,
    /** On its way into standby. */
    ENTERING,
    /** Asleep. */
    IN,
    /** On its way out, not yet of use. */
    EXITING,
    /** vCenter did not say. */
    UNKNOWN
  }

  public HostSnapshot {
    management = List.copyOf(management);
    withheld = List.copyOf(withheld);
  }

  /** A host of which vCenter did not say whether it is in standby. */
  public HostSnapshot(
      HostId id,
      String name,
      Optional<String> cluster,
      Connection connection,
      Power power,
      boolean inMaintenanceMode,
      boolean inQuarantineMode,
      List<ManagementAddress> management,
      Optional<Thumbprint> thumbprint,
      HostLoad load,
      List<String> withheld) {
    this(
        id,
        name,
        cluster,
        connection,
        power,
        Standby.UNKNOWN,
        inMaintenanceMode,
        inQuarantineMode,
        management,
        thumbprint,
        load,
        withheld);
  }

  /** Returns the host with other figures of load. */
  public HostSnapshot withLoad(HostLoad newLoad) {
    return new HostSnapshot(
        id,
        name,
        cluster,
        connection,
        power,
        standby,
        inMaintenanceMode,
        inQuarantineMode,
        management,
        thumbprint,
        newLoad,
        withheld);
  }

  public List<String> managementAddresses() {
    return management.stream().map(ManagementAddress::address).toList();
  }

  @Override
  public String toString() {
    return Printable.of(name) + " (" + id + ")";
  }
}
