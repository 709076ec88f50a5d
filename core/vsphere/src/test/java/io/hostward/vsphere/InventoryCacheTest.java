package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hostward.inventory.InventorySnapshot;
import io.hostward.lab.Lab;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.LabModel;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InventoryCacheTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final Lab lab =
      Lab.start(
          LabModel.standard().toBuilder()
              .clock(clock)
              .sessionIdleTimeout(Duration.ofDays(30))
              .build());
  private final CountingPort port = new CountingPort();
  private VimVSphere vsphere;

  @BeforeEach
  void connect() throws VSphereException {
    vsphere =
        port.connect(lab, Labs.builder(lab).clock(clock).loadPatience(Duration.ofSeconds(30)));
    port.take();
  }

  @AfterEach
  void close() {
    vsphere.close();
    lab.close();
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private boolean inMaintenance() throws VSphereException {
    return Labs.host(Labs.vmstore(vsphere), "ESX1").inMaintenanceMode();
  }

  @Test
  void freshEntryIsNotRenewed() throws Exception {
    Labs.vmstore(vsphere);
    port.take();
    lab.host("ESX1").setMaintenance(true);
    pass(Duration.ofSeconds(19));
    assertThat(inMaintenance()).isFalse();
    assertThat(port.take()).isEmpty();
  }

  @Test
  void entryThatIsNoLongerFreshIsRenewedInTheBackground() throws Exception {
    Labs.vmstore(vsphere);
    lab.host("ESX1").setMaintenance(true);
    lab.vcenter().times(3, new Fault.SoapSlow(Duration.ofMillis(200)));
    pass(Duration.ofSeconds(31));
    assertThat(inMaintenance()).as("handed out at once").isFalse();
    await().until(this::inMaintenance);
    assertThat(Labs.vmstore(vsphere).takenAt()).isEqualTo(START.plusSeconds(31));
  }

  @Test
  void entryThatWasIdleForLongIsRenewedFirst() throws Exception {
    Labs.vmstore(vsphere);
    lab.host("ESX1").setMaintenance(true);
    pass(Duration.ofHours(2));
    assertThat(inMaintenance()).isTrue();
  }

  @Test
  void errorIsNotRemembered() throws Exception {
    lab.vcenter().once(new Fault.SoapStatus(503));
    VSphereException refused =
        catchThrowableOfType(VSphereException.class, () -> Labs.vmstore(vsphere));
    assertThat(refused.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(Labs.vmstore(vsphere).mounts()).hasSize(4);
    assertThat(vsphere.statistics().structure().failures()).isEqualTo(1);
    assertThat(vsphere.statistics().structure().loads()).isEqualTo(1);
  }

  @Test
  void unknownNameIsAskedForAgain() {
    for (int i = 0; i < 2; i++) {
      VSphereException refused =
          catchThrowableOfType(
              VSphereException.class, () -> vsphere.datastore("nowhere", Optional.empty()));
      assertThat(refused.kind()).isEqualTo(Kind.NOT_FOUND);
    }
    assertThat(port.take()).hasSize(2);
  }

  @Test
  void staleSnapshotIsServedWithItsAgeWhileTheServerIsDown() throws Exception {
    Labs.vmstore(vsphere);
    lab.vcenter().kill();
    for (Duration down : List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1))) {
      pass(down);
      InventorySnapshot stale = Labs.vmstore(vsphere);
      assertThat(stale.mounts()).hasSize(4);
      assertThat(stale.takenAt()).isEqualTo(START);
    }
    await().until(() -> vsphere.statistics().structure().failures() >= 2);
    lab.vcenter().revive();
    pass(Duration.ofHours(1));
    assertThat(Labs.vmstore(vsphere).takenAt()).isEqualTo(now.get());
  }

  @Test
  void serverThatIsDownIsNotAskedByEveryCaller() throws Exception {
    Labs.vmstore(vsphere);
    lab.vcenter().kill();
    pass(Duration.ofHours(1));
    Labs.vmstore(vsphere);
    await().until(() -> vsphere.statistics().structure().failures() >= 1);
    port.take();
    for (int i = 0; i < 50; i++) {
      Labs.vmstore(vsphere);
    }
    // One caller may come between the end of the renewal and the cache's taking note of it.
    assertThat(port.take()).filteredOn("retrievePropertiesEx"::equals).hasSizeLessThan(2);
  }

  @Test
  void datastoreThatDisappointedIsReadAnewAndRemembered() throws Exception {
    Datastore first = Labs.datastore(vsphere);
    lab.host("ESX1").setMaintenance(true);
    assertThat(Labs.host(first.afresh().snapshot(), "ESX1").inMaintenanceMode()).isTrue();
    assertThat(inMaintenance()).isTrue();
  }

  @Test
  void statisticsTellHitsAndLoads() throws Exception {
    for (int i = 0; i < 10; i++) {
      Labs.vmstore(vsphere);
    }
    // Load figures are read in the background.
    await().until(() -> vsphere.statistics().load().loads() == 1);
    InventoryStatistics statistics = vsphere.statistics();
    assertThat(statistics.structure().hits()).isEqualTo(9);
    assertThat(statistics.structure().misses()).isEqualTo(1);
    assertThat(statistics.structure().loads()).isEqualTo(1);
    assertThat(statistics.structure().failures()).isZero();
    assertThat(statistics.structure().loadTime()).isPositive();
    assertThat(statistics.structure().entries()).isEqualTo(1);
    assertThat(statistics.load().misses()).isEqualTo(1);
  }
}
