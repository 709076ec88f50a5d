package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.lab.Lab;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.StorageMode;
import io.hostward.spi.Datastore;
import io.hostward.transfer.HttpMethod;
import io.hostward.transfer.Route;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the inventory costs a server. */
class CallCountTest {
  private static final String[] COLD = {
    "retrieveServiceContent",
    "login",
    "retrievePropertiesEx",
    "retrievePropertiesEx",
    "retrievePropertiesEx",
    "queryPerf"
  };

  private static LabModel hosts(int count) {
    List<HostModel> hosts =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> HostModel.builder("host-" + i, "esx" + i).sockets(false).build())
            .toList();
    DatastoreModel store =
        DatastoreModel.vmfs("datastore-1", "vmstore", hosts.stream().map(HostModel::moid).toList())
            .withStorage(StorageMode.discard());
    return LabModel.builder().hosts(hosts).addDatastore(store).build();
  }

  private static VimVSphereBuilder patient(Lab lab) {
    return Labs.builder(lab).loadPatience(Duration.ofSeconds(60));
  }

  @Test
  void coldUploadAsksSixTimesBeforeItsTicketAndWarmOnesNever() throws Exception {
    try (Lab lab = Lab.start()) {
      CountingPort port = new CountingPort();
      try (VimVSphere vsphere = port.connect(lab, patient(lab))) {
        Datastore datastore = Labs.datastore(vsphere);
        InventorySnapshot snapshot = datastore.snapshot();
        assertThat(port.take()).containsExactly(COLD);
        assertThat(Labs.vmstore(vsphere)).isSameAs(snapshot);
        assertThat(port.take()).isEmpty();
        DatastorePath file = DatastorePath.parse("[vmstore] a.iso");
        Route direct = new Route.Direct(snapshot.mounts().get(0).host());
        datastore.ticket(direct, HttpMethod.PUT, file);
        assertThat(port.take()).containsExactly("acquireGenericServiceTicket");
        assertThat(datastore.afresh().snapshot().mounts()).hasSize(4);
        assertThat(port.take())
            .as("counters' names and figures are known")
            .containsExactly(
                "retrievePropertiesEx", "retrievePropertiesEx", "retrievePropertiesEx");
      }
    }
  }

  @Test
  void countersThatNobodyWantsAreNotAskedFor() throws Exception {
    try (Lab lab = Lab.start()) {
      CountingPort port = new CountingPort();
      try (VimVSphere vsphere = port.connect(lab, Labs.builder(lab).withoutLoadCounters())) {
        assertThat(Labs.host(Labs.vmstore(vsphere), "ESX1").load().cpu()).isPresent();
        assertThat(port.take()).doesNotContain("queryPerf").hasSize(5);
      }
    }
  }

  @Test
  void thousandHostsCostAsManyCallsAsFour() throws Exception {
    try (Lab lab = Lab.start(hosts(1_000))) {
      CountingPort port = new CountingPort();
      try (VimVSphere vsphere = port.connect(lab, patient(lab))) {
        InventorySnapshot snapshot = Labs.vmstore(vsphere);
        assertThat(snapshot.mounts()).hasSize(1_000);
        assertThat(snapshot.mounts())
            .allSatisfy(
                mount -> {
                  assertThat(mount.host().cluster()).contains("Cluster");
                  assertThat(mount.host().load().network()).isPresent();
                  assertThat(mount.host().load().writeLatencyMillis()).isPresent();
                });
        assertThat(port.take()).containsExactly(COLD);
      }
    }
  }

  @Test
  void pagesComeOnTopOfTheCalls() throws Exception {
    try (Lab lab = Lab.start(hosts(40).toBuilder().pageSize(10).build())) {
      CountingPort port = new CountingPort();
      try (VimVSphere vsphere = port.connect(lab, patient(lab))) {
        assertThat(Labs.vmstore(vsphere).mounts()).hasSize(40);
        assertThat(port.soFar())
            .filteredOn(call -> !call.startsWith("continue"))
            .containsExactly(COLD);
        assertThat(port.soFar())
            .filteredOn(call -> call.startsWith("continue"))
            .hasSizeBetween(4, 5);
      }
    }
  }

  @Test
  void allDatastoresWithTheirHostsAreListedByOneCall() throws Exception {
    try (Lab lab = Lab.start(hosts(20))) {
      CountingPort port = new CountingPort();
      try (VimVSphere vsphere = port.connect(lab, patient(lab))) {
        port.take();
        assertThat(vsphere.datastores())
            .singleElement()
            .satisfies(listed -> assertThat(listed.hosts()).hasSize(20));
        assertThat(port.take()).containsExactly("retrievePropertiesEx");
      }
    }
  }
}
