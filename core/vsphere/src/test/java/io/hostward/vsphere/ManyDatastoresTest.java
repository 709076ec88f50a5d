package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.vmware.vim25.RetrieveResult;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.lab.Lab;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.StorageMode;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many datastores on the same hosts: what one reading of the inventory does for the others. */
class ManyDatastoresTest {
  private static final int MANY = 200;
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final String READ = "retrievePropertiesEx";

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Lab lab = Lab.start(model(now));
  private final CountingPort port = new CountingPort();
  private VimVSphere vsphere;

  private static LabModel model(AtomicReference<Instant> now) {
    List<HostModel> hosts =
        IntStream.rangeClosed(1, 12)
            .mapToObj(i -> HostModel.builder("host-" + i, "esx" + i).sockets(false).build())
            .toList();
    List<String> ids = hosts.stream().map(HostModel::moid).toList();
    var builder =
        LabModel.builder().hosts(hosts).clock(now::get).sessionIdleTimeout(Duration.ofDays(30));
    for (int n = 0; n < MANY; n++) {
      builder.addDatastore(
          DatastoreModel.vmfs("datastore-" + (300 + n), "many-" + n, ids)
              .withStorage(StorageMode.discard()));
    }
    return builder.build();
  }

  @BeforeEach
  void connect() throws VSphereException {
    vsphere = port.connect(lab, Labs.builder(lab).clock(now::get).withoutLoadCounters());
    port.take();
  }

  @AfterEach
  void close() {
    vsphere.close();
    lab.close();
  }

  private Datastore datastore(int n) throws VSphereException {
    return vsphere.datastore("many-" + n, Optional.empty());
  }

  private boolean inMaintenance(int n) throws VSphereException {
    return Labs.host(datastore(n).snapshot(), "esx1").inMaintenanceMode();
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Test
  void namesAndHostsAreReadOnceForThoseThatAreWantedOneAfterTheOther() throws Exception {
    for (int n = 0; n < MANY; n++) {
      InventorySnapshot snapshot = datastore(n).snapshot();
      assertThat(snapshot.datastore().id()).isEqualTo("datastore-" + (300 + n));
      assertThat(snapshot.mounts()).hasSize(12);
    }
    assertThat(port.take()).hasSize(MANY + 2).containsOnly(READ);
  }

  @Test
  void thoseThatAreWantedAtTheSameTimeAreReadTogether() throws Exception {
    lab.vcenter().once(new Fault.SoapSlow("RetrievePropertiesEx", Duration.ofSeconds(1)));
    AtomicInteger next = new AtomicInteger();
    for (Callers.Outcome<Datastore> found :
        Callers.atOnce(64, () -> datastore(next.getAndIncrement()))) {
      assertThat(found.result().orElseThrow().snapshot().mounts()).hasSize(12);
    }
    assertThat(port.take())
        .as("names, the first of them, the hosts, 50 others, and the rest")
        .hasSizeBetween(4, 8)
        .containsOnly(READ);
  }

  @Test
  void oneOfThemThatIsNotThereFailsAlone() throws Exception {
    lab.vcenter().once(new Fault.SoapSlow("RetrievePropertiesEx", Duration.ofMillis(300)));
    AtomicInteger next = new AtomicInteger(MANY - 8);
    List<Callers.Outcome<Datastore>> found =
        Callers.atOnce(16, () -> datastore(next.getAndIncrement()));
    assertThat(found).filteredOn(outcome -> outcome.result().isPresent()).hasSize(8);
    assertThat(found)
        .filteredOn(outcome -> outcome.failure().isPresent())
        .hasSize(8)
        .allSatisfy(outcome -> assertThat(outcome.failed().kind()).isEqualTo(Kind.NOT_FOUND));
  }

  @Test
  void oneThatWasMadeSinceTheNamesWereReadIsFound() throws Exception {
    port.alter(OtherInventory.without("datastore-305"));
    datastore(1);
    port.alter(answer -> {});
    port.take();
    assertThat(datastore(5).snapshot().datastore().id()).isEqualTo("datastore-305");
    assertThat(port.take()).as("names, and the datastore").containsExactly(READ, READ);
  }

  @Test
  void oneThatWasGivenAnothersNameSinceTheNamesWereReadIsNotTakenForIt() throws Exception {
    port.alter(
        OtherInventory.named("datastore-305", "many-6")
            .andThen(OtherInventory.named("datastore-306", "many-5")));
    datastore(1);
    port.alter(answer -> {});
    assertThat(datastore(5).snapshot().datastore().id()).isEqualTo("datastore-305");
    assertThat(datastore(6).snapshot().datastore().id()).isEqualTo("datastore-306");
    assertThat(vsphere.datastore("datastore-307", Optional.empty()).snapshot().datastore().name())
        .isEqualTo("many-7");
  }

  @Test
  void oneThatWasRemovedSinceTheNamesWereReadIsNotFound() throws Exception {
    port.alter(OtherInventory.with("datastore-999", "gone", "datastore-301"));
    datastore(1);
    port.alter(answer -> {});
    VSphereException refused =
        catchThrowableOfType(
            VSphereException.class, () -> vsphere.datastore("gone", Optional.empty()));
    assertThat(refused.kind()).isEqualTo(Kind.NOT_FOUND);
    assertThat(refused).hasMessageContaining("no datastore 'gone'");
    assertThat(datastore(2).snapshot().mounts()).hasSize(12);
  }

  @Test
  void oneWhoseNameWasTakenByASecondSinceIsAmbiguousOnceTheNamesAreOld() throws Exception {
    datastore(1);
    port.alter(OtherInventory.with("datastore-999", "many-2", "datastore-302"));
    pass(Duration.ofSeconds(16));
    VSphereException refused = catchThrowableOfType(VSphereException.class, () -> datastore(2));
    assertThat(refused.kind()).isEqualTo(Kind.AMBIGUOUS);
  }

  @Test
  void stateOfHostsIsToldWithItsAgeAndNoOlderThanWithoutSharing() throws Exception {
    datastore(1);
    lab.state().host("host-1").orElseThrow().setMaintenance(true);
    pass(Duration.ofSeconds(14));
    port.take();
    InventorySnapshot shared = datastore(2).snapshot();
    assertThat(port.take()).as("the datastore alone").containsExactly(READ);
    assertThat(shared.takenAt()).isEqualTo(START);
    assertThat(inMaintenance(2)).isFalse();
    pass(Duration.ofSeconds(2));
    assertThat(inMaintenance(3)).as("hosts were read 16 seconds ago").isTrue();
    pass(Duration.ofSeconds(15));
    assertThat(inMaintenance(2)).as("handed out once more").isFalse();
    await().until(() -> inMaintenance(2));
  }

  @Test
  void theyAreListedByAnswersThatStaySmall() throws Exception {
    AtomicInteger largest = new AtomicInteger();
    port.alter(
        answer -> {
          if (answer instanceof RetrieveResult page) {
            largest.accumulateAndGet(page.getObjects().size(), Math::max);
          }
        });
    assertThat(vsphere.datastores())
        .hasSize(MANY)
        .allSatisfy(listed -> assertThat(listed.hosts()).hasSize(12));
    assertThat(largest).hasValueLessThanOrEqualTo(50);
  }

  @Test
  void oneThatDisappointedIsReadAnewWithItsHosts() throws Exception {
    Datastore disappointing = datastore(1);
    Datastore other = datastore(2);
    lab.state().host("host-1").orElseThrow().setMaintenance(true);
    port.take();
    assertThat(Labs.host(disappointing.afresh().snapshot(), "esx1").inMaintenanceMode()).isTrue();
    assertThat(port.take()).containsExactly(READ, READ, READ);
    assertThat(Labs.host(other.afresh().snapshot(), "esx1").inMaintenanceMode()).isTrue();
    assertThat(port.take()).as("names and hosts are younger").containsExactly(READ);
  }
}
