package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.PerfEntityMetricCSV;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.lab.Lab;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.StorageMode;
import io.hostward.transfer.VSphereException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures of load of many datastores on the same hosts, and how many are remembered. */
class ManyLoadsTest {
  private static final InstantSource STILL = () -> Instant.parse("2026-11-22T10:00:07Z");

  private final CountingPort port = new CountingPort();

  private static LabModel model(int hosts, int datastores) {
    List<HostModel> models =
        IntStream.rangeClosed(1, hosts)
            .mapToObj(i -> HostModel.builder("host-" + i, "esx" + i).sockets(false).build())
            .toList();
    List<String> ids = models.stream().map(HostModel::moid).toList();
    var builder = LabModel.builder().hosts(models).clock(STILL);
    for (int n = 0; n < datastores; n++) {
      builder.addDatastore(
          DatastoreModel.vmfs("datastore-" + (300 + n), "many-" + n, ids)
              .withStorage(StorageMode.discard()));
    }
    return builder.build();
  }

  private VimVSphere connect(Lab lab) throws VSphereException {
    VimVSphere vsphere =
        port.connect(lab, Labs.builder(lab).clock(STILL).loadPatience(Duration.ofSeconds(30)));
    port.take();
    return vsphere;
  }

  /** All of a number of datastores, each asked for once, by as many threads as given. */
  private static List<InventorySnapshot> snapshots(VimVSphere vsphere, int threads, int each)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    return Callers.atOnce(
            threads,
            () -> {
              List<InventorySnapshot> mine = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                String name = "many-" + next.getAndIncrement();
                mine.add(vsphere.datastore(name, Optional.empty()).snapshot());
              }
              return mine;
            })
        .stream()
        .flatMap(outcome -> outcome.result().orElseThrow().stream())
        .toList();
  }

  @Test
  void figuresOfThoseThatAreWantedAtTheSameTimeAreAskedForTogether() throws Exception {
    try (Lab lab = Lab.start(model(3, 64));
        VimVSphere vsphere = connect(lab)) {
      lab.vcenter().once(new Fault.SoapSlow("RetrievePropertiesEx", Duration.ofSeconds(1)));
      lab.vcenter().once(new Fault.SoapSlow("QueryPerf", Duration.ofSeconds(1)));
      for (InventorySnapshot snapshot : snapshots(vsphere, 64, 1)) {
        assertThat(snapshot.mounts())
            .hasSize(3)
            .allSatisfy(mount -> assertThat(mount.host().load().network()).isPresent());
      }
      assertThat(port.take())
          .filteredOn("queryPerf"::equals)
          .as("some at first, and the others by twenties")
          .hasSizeBetween(4, 8);
    }
  }

  @Test
  void whatIsToldOfOneDatastoreIsNotTakenForAnothers() throws Exception {
    try (Lab lab = Lab.start(model(3, 16));
        VimVSphere vsphere = connect(lab)) {
      port.alter(ManyLoadsTest::latencyIsTheHashOfTheInstance);
      lab.vcenter().once(new Fault.SoapSlow("RetrievePropertiesEx", Duration.ofMillis(300)));
      List<InventorySnapshot> snapshots = snapshots(vsphere, 16, 1);
      assertThat(port.take()).filteredOn("queryPerf"::equals).hasSizeLessThan(16);
      for (InventorySnapshot snapshot : snapshots) {
        String id = snapshot.datastore().id();
        String url = lab.state().datastore(id).orElseThrow().model().url();
        String uuid = url.substring("ds:///vmfs/volumes/".length(), url.length() - 1);
        HostLoad load = Labs.host(snapshot, "esx2").load();
        assertThat(load.writeLatencyMillis().orElseThrow().value()).isEqualTo(hash(uuid));
        assertThat(load.network()).isPresent();
      }
    }
  }

  private static int hash(String uuid) {
    return uuid.hashCode() & 0xffff;
  }

  private static void latencyIsTheHashOfTheInstance(Object answer) {
    if (answer instanceof List<?> metrics) {
      for (Object metric : metrics) {
        ((PerfEntityMetricCSV) metric)
            .getValue().stream()
                .filter(series -> !series.getId().getInstance().isEmpty())
                .forEach(
                    series ->
                        series.setValue(
                            series
                                .getValue()
                                .replaceAll("\\d+", "" + hash(series.getId().getInstance()))));
      }
    }
  }

  @Test
  void moreThanAThousandAreRemembered() throws Exception {
    try (Lab lab = Lab.start(model(1, 1_100));
        VimVSphere vsphere = connect(lab)) {
      snapshots(vsphere, 110, 10);
      assertThat(port.take()).isNotEmpty();
      snapshots(vsphere, 110, 10);
      assertThat(port.take()).isEmpty();
    }
  }
}
