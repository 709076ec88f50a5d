package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.inventory.InventorySnapshot;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callers that want the same datastore at the same time. */
class SharedLoadTest {
  private static final Fault SLOW =
      new Fault.SoapSlow("RetrievePropertiesEx", Duration.ofSeconds(1));

  @RegisterExtension final LabExtension extension = LabExtension.perTest(LabModel::standard);

  private final CountingPort port = new CountingPort();
  private Lab lab;
  private VimVSphere vsphere;

  @BeforeEach
  void connect() throws VSphereException {
    lab = extension.lab();
    Instant still = Instant.parse("2026-11-22T10:00:00Z");
    vsphere =
        port.connect(lab, Labs.builder(lab).clock(() -> still).loadPatience(Duration.ofSeconds(9)));
    port.take();
  }

  @AfterEach
  void close() {
    vsphere.close();
  }

  @Test
  void shareOneLoad() throws Exception {
    for (Callers.Outcome<InventorySnapshot> snapshot :
        Callers.atOnce(16, () -> Labs.vmstore(vsphere))) {
      assertThat(snapshot.result().orElseThrow().mounts()).hasSize(4);
    }
    assertThat(port.take())
        .containsExactly(
            "retrievePropertiesEx", "retrievePropertiesEx", "retrievePropertiesEx", "queryPerf");
  }

  @Test
  void shareOneFailureAndThrowExceptionsOfTheirOwn() throws Exception {
    lab.vcenter().once(SLOW);
    lab.vcenter().once(new Fault.SoapStatus("RetrievePropertiesEx", 503));
    Set<VSphereException> own = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Throwable> shared = new HashSet<>();
    for (Callers.Outcome<Datastore> load : Callers.atOnce(16, () -> Labs.datastore(vsphere))) {
      assertThat(load.failed().kind()).isEqualTo(Kind.NO_ANSWER);
      assertThat(load.failed()).hasMessageContaining("HTTP status 503");
      own.add(load.failed());
      shared.add(load.failed().getCause());
    }
    assertThat(own).hasSize(16);
    assertThat(shared).hasSize(1);
    assertThat(port.take()).containsExactly("retrievePropertiesEx");
    assertThat(Labs.vmstore(vsphere).mounts()).as("a failure is not remembered").hasSize(4);
  }

  @Test
  void interruptedOneLeavesAtOnceAndTheOthersGetWhatTheyWaitFor() throws Exception {
    lab.vcenter().once(SLOW);
    var first = new Callers.Caller<>(() -> Labs.datastore(vsphere)).awaitWaiting();
    var second = new Callers.Caller<>(() -> Labs.datastore(vsphere)).awaitWaiting();
    Callers.Ended<Datastore> left = first.interrupt();
    assertThat(left.outcome().failed().kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(left.outcome().failed())
        .hasMessage("interrupted while waiting for datastore vmstore");
    assertThat(left.keptInterrupted()).isTrue();
    assertThat(left.afterInterrupt()).isLessThan(Duration.ofMillis(500));
    assertThat(second.join().result().orElseThrow().snapshot().mounts()).hasSize(4);
    assertThat(port.take()).filteredOn("retrievePropertiesEx"::equals).hasSize(3);
  }

  @Test
  void manyThatAreDisappointedAtOnceCauseOneLoad() throws Exception {
    Datastore disappointing = Labs.datastore(vsphere);
    lab.host("ESX1").setMaintenance(true);
    port.take();
    for (Callers.Outcome<Datastore> afresh : Callers.atOnce(40, disappointing::afresh)) {
      InventorySnapshot snapshot = afresh.result().orElseThrow().snapshot();
      assertThat(Labs.host(snapshot, "ESX1").inMaintenanceMode()).isTrue();
    }
    assertThat(port.take()).filteredOn("retrievePropertiesEx"::equals).hasSize(3);
    disappointing.afresh();
    assertThat(port.take()).as("what is remembered is younger").isEmpty();
  }

  @Test
  void closedConnectionSaysSo() throws Exception {
    vsphere.close();
    List<Callers.Outcome<Datastore>> outcomes = Callers.atOnce(2, () -> Labs.datastore(vsphere));
    assertThat(outcomes).allSatisfy(it -> assertThat(it.failed().kind()).isEqualTo(Kind.CLOSED));
  }
}
