package io.hostward.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.HostSnapshot.Power;
import io.hostward.inventory.Mount.AccessMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MountTest {
  @Provide
  Arbitrary<Optional<Boolean>> trileans() {
    return Arbitraries.of(Optional.empty(), Optional.of(true), Optional.of(false));
  }

  /** All 576 combinations. */
  @Property(tries = 1000)
  void usableMeansEverythingIsWell(
      @ForAll Connection connection,
      @ForAll Power power,
      @ForAll boolean maintenance,
      @ForAll boolean mounted,
      @ForAll("trileans") Optional<Boolean> accessible,
      @ForAll AccessMode mode) {
    Mount mount =
        new Mount(
            Hosts.with("esx1", connection, power, maintenance, List.of()),
            mode,
            mounted,
            accessible,
            Optional.empty());

    boolean well =
        connection == Connection.CONNECTED
            && (power == Power.ON || power == Power.UNKNOWN)
            && !maintenance
            && mounted
            && !accessible.equals(Optional.of(false))
            && mode == AccessMode.READ_WRITE;
    assertThat(mount.unusable().isEmpty()).isEqualTo(well);
    mount.unusable().ifPresent(reason -> assertThat(reason).isNotBlank().doesNotContain("_"));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void saysWhyNot(Mount mount, String reason) {
    assertThat(mount.unusable()).contains(reason);
  }

  static Stream<Arguments> reasons() {
    return Stream.of(
        refused(Connection.DISCONNECTED, "vCenter's connection to it is disconnected"),
        refused(Connection.NOT_RESPONDING, "vCenter's connection to it is not responding"),
        refused(Connection.UNKNOWN, "vCenter's connection to it is unknown"),
        arguments(
            on(
                Hosts.with(
                    "esx1",
                    Connection.UNKNOWN,
                    Power.UNKNOWN,
                    false,
                    List.of("runtime: NoPermission"))),
            "vCenter's connection to it is unknown (withheld: runtime: NoPermission)"),
        refused(Power.OFF, "its power state is off"),
        refused(Power.STANDBY, "its power state is standby"),
        arguments(
            on(Hosts.with("esx1", Connection.CONNECTED, Power.ON, true, List.of())),
            "it is in maintenance mode"),
        mounted(AccessMode.READ_WRITE, false, true, "", "the datastore is not mounted there"),
        mounted(AccessMode.READ_WRITE, true, false, "", "the storage is inaccessible from there"),
        mounted(
            AccessMode.READ_WRITE,
            true,
            false,
            "PermanentDeviceLoss",
            "the storage is inaccessible from there (PermanentDeviceLoss)"),
        mounted(AccessMode.READ_ONLY, true, true, "", "the datastore is mounted read only"),
        mounted(AccessMode.UNKNOWN, true, true, "", "the datastore is mounted unknown"));
  }

  private static Arguments refused(Connection connection, String reason) {
    return arguments(on(Hosts.with("esx1", connection, Power.ON, false, List.of())), reason);
  }

  private static Arguments refused(Power power, String reason) {
    return arguments(on(Hosts.with("esx1", Connection.CONNECTED, power, false, List.of())), reason);
  }

  private static Mount on(HostSnapshot host) {
    return new Mount(host, AccessMode.READ_WRITE, true, Optional.of(true), Optional.empty());
  }

  private static Arguments mounted(
      AccessMode mode, boolean mounted, boolean accessible, String why, String reason) {
    return arguments(
        new Mount(
            Hosts.healthy("esx1"),
            mode,
            mounted,
            Optional.of(accessible),
            Optional.of(why).filter(word -> !word.isEmpty())),
        reason);
  }
}
