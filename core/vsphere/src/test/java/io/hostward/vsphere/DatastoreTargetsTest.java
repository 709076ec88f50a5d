package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.inventory.HostId;
import io.hostward.inventory.ListedDatastore;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.DatacenterModel;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.StorageMode;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to call a datastore besides its bare name. */
class DatastoreTargetsTest {
  private static final long GIB = 1L << 30;

  @RegisterExtension
  static final LabExtension LAB = LabExtension.perClass(DatastoreTargetsTest::model);

  private static VimVSphere vsphere;

  private static LabModel model() {
    return LabModel.builder()
        .datacenters(
            List.of(
                new DatacenterModel("datacenter-2", "DC", List.of()),
                new DatacenterModel("datacenter-3", "DC", List.of("Europe"))))
        .addHost(HostModel.builder("host-1", "esx1").sockets(false).build())
        .addDatastore(store("datastore-1", "vmstore", 10))
        .addDatastore(store("datastore-2", "vmstore", 10).withDatacenter("datacenter-3"))
        .addDatastore(store("datastore-3", "datastore-1", 10))
        .addDatastore(store("datastore-4", "small", 5).withStoragePod("Pool"))
        .addDatastore(store("datastore-5", "large", 50).withStoragePod("Pool"))
        .addDatastore(
            store("datastore-6", "largest", 90)
                .withStoragePod("Pool")
                .withMaintenanceMode("enteringMaintenance"))
        .addDatastore(store("datastore-7", "lost", 99).withStoragePod("Pool").withMounts(List.of()))
        .addDatastore(
            store("datastore-8", "resting", 50)
                .withStoragePod("Asleep")
                .withMaintenanceMode("inMaintenance"))
        .build();
  }

  private static DatastoreModel store(String moid, String name, int gibibytes) {
    return DatastoreModel.vmfs(moid, name, List.of("host-1"))
        .withCapacity(gibibytes * GIB)
        .withStorage(StorageMode.discard());
  }

  @BeforeAll
  static void connect() throws VSphereException {
    vsphere = Labs.connect(LAB.lab());
  }

  @AfterAll
  static void close() {
    vsphere.close();
  }

  private static DatastoreSnapshot find(String text) throws VSphereException {
    return vsphere.datastore(text, Optional.empty()).snapshot().datastore();
  }

  private static VSphereException refusal(String text) {
    return catchThrowableOfType(VSphereException.class, () -> find(text));
  }

  @ParameterizedTest
  @CsvSource({
    "/DC/datastore/vmstore, datastore-1",
    "/Europe/DC/datastore/vmstore, datastore-2",
    "/DC/datastore/Pool/small, datastore-4",
    "/DC/datastore/Pool, datastore-5",
    "datastore-2, datastore-2",
    "datastore-1, datastore-3",
    "[datastore-1], datastore-3",
    "[small], datastore-4",
    "Pool, datastore-5",
    "[Pool], datastore-5",
    "group-p50, datastore-5",
  })
  void everyWayToCallADatastoreFindsIt(String text, String id) throws VSphereException {
    assertThat(find(text).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/DC/datastore/nowhere", "/DC/vmstore", "/vmstore", "[datastore-2]", "[]"})
  void whatLeadsNowhereIsNotFound(String text) {
    assertThat(refusal(text).kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(refusal(text)).hasMessageContaining("Pool (a cluster) in DC");
  }

  @Test
  void memberOfAClusterIsNamedAndUsable() throws VSphereException {
    Datastore handle = vsphere.datastore("Pool", Optional.empty());
    DatastoreSnapshot member = handle.snapshot().datastore();
    assertThat(member.name()).isEqualTo("large");
    assertThat(member.datacenterPath()).isEqualTo("DC");
    DatastorePath file = new DatastorePath(member.name(), "a.iso");
    assertThat(handle.size(file)).isEmpty();
  }

  @Test
  void clusterWithoutAMemberInServiceTellsWhy() {
    assertThat(refusal("Asleep"))
        .hasMessageContaining("no datastore of the cluster 'Asleep' on vCenter")
        .hasMessageContaining("resting is in maintenance (inMaintenance)");
  }

  @Test
  void allAreListedWithTheirClustersPathsAndHosts() throws VSphereException {
    List<ListedDatastore> all = vsphere.datastores();

    assertThat(all)
        .extracting(listed -> listed.datastore().id(), ListedDatastore::inventoryPath)
        .containsExactlyInAnyOrder(
            tuple("datastore-1", "/DC/datastore/vmstore"),
            tuple("datastore-2", "/Europe/DC/datastore/vmstore"),
            tuple("datastore-3", "/DC/datastore/datastore-1"),
            tuple("datastore-4", "/DC/datastore/Pool/small"),
            tuple("datastore-5", "/DC/datastore/Pool/large"),
            tuple("datastore-6", "/DC/datastore/Pool/largest"),
            tuple("datastore-7", "/DC/datastore/Pool/lost"),
            tuple("datastore-8", "/DC/datastore/Asleep/resting"));
    assertThat(all)
        .filteredOn(listed -> listed.cluster().filter("Pool"::equals).isPresent())
        .extracting(listed -> listed.datastore().name())
        .containsExactlyInAnyOrder("small", "large", "largest", "lost");
    for (ListedDatastore listed : all) {
      assertThat(listed.hosts())
          .as(listed.inventoryPath())
          .isEqualTo(
              listed.datastore().name().equals("lost") ? Set.of() : Set.of(new HostId("host-1")));
      assertThat(listed.datastore().freeSpace()).isPresent();
    }
  }
}
