package io.hostward.inventory;

import java.util.Optional;

/**
 * A datastore as one host has it mounted.
 *
 * @param accessMode how the host may use it
 * @param mounted whether it is mounted; unset means true (HostMountInfo.mounted)
 * @param accessible whether the host reaches the storage; empty where vCenter left it out
 * @param inaccessibleReason vCenter's word for why not, for example {@code PermanentDeviceLoss}
 */
public record Mount(
    HostSnapshot host,
    AccessMode accessMode,
    boolean mounted,
    Optional<Boolean> accessible,
    Optional<String> inaccessibleReason) {

  /** How a host may use a datastore (HostMountMode). */
  public enum AccessMode {
    /** Reading and writing. */
    READ_WRITE,
    /** Reading alone. */
    READ_ONLY,
    /** vCenter named a mode that this version does not know. */
    UNKNOWN
  }

  /**
   * Returns why no file can be uploaded through this host, or nothing if one can. What vCenter
   * withholds counts as unknown, and an unknown connection or access mode makes a host unusable,
   * because a wrong guess would cost the user minutes.
   */
  public Optional<String> unusable() {
    if (host.connection() != HostSnapshot.Connection.CONNECTED) {
      return Optional.of(
          "vCenter's connection to it is " + words(host.connection()) + withheldNote());
    }
    if (host.power() == HostSnapshot.Power.OFF || host.power() == HostSnapshot.Power.STANDBY) {
      return Optional.of("its power state is " + words(host.power()));
    }
    if (host.standby() != HostSnapshot.Standby.NONE
        && host.standby() != HostSnapshot.Standby.UNKNOWN) {
      return Optional.of("its standby mode is " + words(host.standby()));
    }
    if (host.inMaintenanceMode()) {
      return Optional.of("it is in maintenance mode");
    }
    if (!mounted) {
      return Optional.of("the datastore is not mounted there");
    }
    if (!accessible.orElse(true)) {
      return Optional.of(
          "the storage is inaccessible from there"
              + inaccessibleReason.map(reason -> " (" + reason + ")").orElse(""));
    }
    if (accessMode != AccessMode.READ_WRITE) {
      return Optional.of("the datastore is mounted " + words(accessMode));
    }
    return Optional.empty();
  }

  private String withheldNote() {
    return host.withheld().isEmpty()
        ? ""
        : " (withheld: " + String.join(", ", host.withheld()) + ")";
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
