package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.HostSnapshot.Connection;
import io.hostward.inventory.HostSnapshot.Power;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.ManagementAddress;
import io.hostward.inventory.Mount;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.ManagementNic;
import io.hostward.lab.model.MountModel;
import io.hostward.lab.model.PowerState;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.model.UserModel.Withheld;
import io.hostward.net.Thumbprint;
import io.hostward.transfer.VSphereException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InventoryTest {
  private static final UserModel NO_HOSTS = user("nohosts", "System.Read", "host-21");
  private static final UserModel NO_STORE = user("nostore", "System.Read", "datastore-31");
  private static final UserModel NO_BROWSING = user("nobrowse", "Datastore.Browse", null);

  @RegisterExtension final LabExtension extension = LabExtension.perTest(InventoryTest::model);

  private VimVSphere vsphere;

  private static UserModel user(String name, String privilege, String entity) {
    return new UserModel(name, "Pass-1!", List.of(new Withheld(privilege, entity)));
  }

  private static LabModel model() {
    return LabModel.standard().toBuilder()
        .users(List.of(LabModel.ADMINISTRATOR, NO_HOSTS, NO_STORE, NO_BROWSING))
        .host(
            "ESX2",
            host ->
                host.managementNics(
                    List.of(
                        new ManagementNic("vmk1", "192.168.0.1", 24, List.of(), false),
                        new ManagementNic(
                            "vmk0",
                            "10.20.30.40",
                            22,
                            List.of("fe80::1", "2001:db8::17", "fd00::2"),
                            true),
                        new ManagementNic("vmk3", null, 0, List.of("2001:db8::18"), true))))
        .datastore(
            "vmstore",
            store ->
                store.withMounts(
                    List.of(
                        new MountModel("host-24", "readWrite", null, null, null),
                        MountModel.healthy("host-21"),
                        MountModel.healthy("host-23").withAccessMode("readOnly"),
                        MountModel.healthy("host-22")
                            .withAccessible(false, "PermanentDeviceLoss"))))
        .build();
  }

  private InventorySnapshot snapshot(UserModel user) throws VSphereException {
    vsphere = Labs.connect(lab(), user);
    return Labs.vmstore(vsphere);
  }

  private InventorySnapshot snapshot() throws VSphereException {
    return snapshot(LabModel.ADMINISTRATOR);
  }

  private Lab lab() {
    return extension.lab();
  }

  @AfterEach
  void close() {
    vsphere.close();
  }

  @Test
  void datastoreIsDescribed() throws VSphereException {
    DatastoreSnapshot datastore = snapshot().datastore();
    assertThat(datastore.id()).isEqualTo("datastore-31");
    assertThat(datastore.datacenterPath()).isEqualTo("DC");
    assertThat(datastore.type()).contains("VMFS");
    assertThat(datastore.capacity()).hasValue(1L << 40);
    assertThat(datastore.maxFileSize()).hasValue(64L << 40);
    assertThat(datastore.freeSpace()).isPresent();
    assertThat(datastore.accessible()).isTrue();
    assertThat(datastore.inService()).isTrue();
  }

  @Test
  void mountsKeepTheServersOrderAndUnsetFieldsTheirMeaning() throws VSphereException {
    InventorySnapshot snapshot = snapshot();
    assertThat(snapshot.mounts())
        .extracting(mount -> mount.host().name())
        .containsExactly("ESX4", "ESX1", "ESX3", "ESX2");
    Mount unset = Labs.mount(snapshot, "ESX4");
    assertThat(unset.mounted()).isTrue();
    assertThat(unset.accessible()).isEmpty();
    assertThat(unset.unusable()).isEmpty();
    assertThat(Labs.mount(snapshot, "ESX3").unusable())
        .hasValueSatisfying(why -> assertThat(why).contains("read only"));
    assertThat(Labs.mount(snapshot, "ESX2").unusable())
        .hasValueSatisfying(why -> assertThat(why).contains("PermanentDeviceLoss"));
  }

  @Test
  void hostIsDescribed() throws VSphereException {
    lab().host("ESX1").setConnection(ConnectionState.NOT_RESPONDING);
    lab().host("ESX3").setPower(PowerState.STAND_BY);
    lab().host("ESX3").setMaintenance(true);
    lab().host("ESX3").setQuarantine(true);
    InventorySnapshot snapshot = snapshot();
    HostSnapshot healthy = Labs.host(snapshot, "ESX4");
    assertThat(healthy.id()).hasToString("host-24");
    assertThat(healthy.connection()).isEqualTo(Connection.CONNECTED);
    assertThat(healthy.power()).isEqualTo(Power.ON);
    assertThat(healthy.thumbprint())
        .contains(Thumbprint.parse(lab().host("ESX4").identity().sha1()));
    assertThat(healthy.withheld()).isEmpty();
    assertThat(Labs.host(snapshot, "ESX1").connection()).isEqualTo(Connection.NOT_RESPONDING);
    HostSnapshot resting = Labs.host(snapshot, "ESX3");
    assertThat(resting.power()).isEqualTo(Power.STANDBY);
    assertThat(resting.inMaintenanceMode()).isTrue();
    assertThat(resting.inQuarantineMode()).isTrue();
  }

  @Test
  void managementAddressesAreThoseOfTheSelectedInterfaces() throws VSphereException {
    assertThat(Labs.host(snapshot(), "ESX2").management())
        .containsExactly(
            new ManagementAddress("10.20.30.40", OptionalInt.of(22)),
            new ManagementAddress("2001:db8::17", OptionalInt.of(64)),
            new ManagementAddress("fd00::2", OptionalInt.of(64)),
            new ManagementAddress("2001:db8::18", OptionalInt.of(64)));
  }

  @Test
  void withheldHostIsUnusableWithTheReason() throws VSphereException {
    InventorySnapshot snapshot = snapshot(NO_HOSTS);
    HostSnapshot withheld = Labs.host(snapshot, "ESX1");
    assertThat(withheld.connection()).isEqualTo(Connection.UNKNOWN);
    assertThat(withheld.management()).isEmpty();
    assertThat(withheld.withheld()).contains("runtime.connectionState (NoPermission)");
    assertThat(Labs.mount(snapshot, "ESX1").unusable())
        .hasValueSatisfying(
            why -> assertThat(why).contains("withheld: ").contains("(NoPermission)"));
    assertThat(Labs.mount(snapshot, "ESX4").unusable()).isEmpty();
  }

  @Test
  void withheldDatastoreHasNoMountsAndUnknownFigures() throws VSphereException {
    InventorySnapshot snapshot = snapshot(NO_STORE);
    assertThat(snapshot.mounts()).isEmpty();
    assertThat(snapshot.datastore().capacity()).isEmpty();
    assertThat(snapshot.datastore().freeSpace()).isEmpty();
    assertThat(snapshot.datastore().type()).isEmpty();
    assertThat(snapshot.datastore().inService()).isTrue();
  }

  @Test
  void fiftyHostsComeInPages() throws VSphereException {
    LabModel many =
        LabModel.standard(50).toBuilder().pageSize(7).eachHost(host -> host.sockets(false)).build();
    try (Lab large = Lab.start(many)) {
      vsphere = Labs.connect(large);
      InventorySnapshot snapshot = Labs.vmstore(vsphere);
      assertThat(snapshot.mounts())
          .extracting(mount -> mount.host().name())
          .containsExactlyElementsOf(many.hosts().stream().map(HostModel::name).toList());
      assertThat(snapshot.mounts()).allMatch(mount -> mount.unusable().isEmpty());
      assertThat(vsphere.datastore("ESX50-local", Optional.of("DC")).snapshot().mounts())
          .hasSize(1);
    }
  }
}
