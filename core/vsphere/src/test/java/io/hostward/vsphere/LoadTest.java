package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.hostward.inventory.Figure;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.HostSnapshot.Standby;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.lab.Lab;
import io.hostward.lab.LabExtension;
import io.hostward.lab.fault.Fault;
import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.Load;
import io.hostward.lab.model.PhysicalNic;
import io.hostward.lab.model.StandbyMode;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.model.UserModel.Withheld;
import io.hostward.net.Secret;
import io.hostward.transfer.VSphereException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoadTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:07Z");
  private static final Instant LAST_SAMPLE = Instant.parse("2026-11-22T10:00:00Z");
  private static final UserModel NO_COUNTERS =
      new UserModel("nocounters", "Pass-1!", List.of(new Withheld("System.Read", "PerfMgr")));
  private static final UserModel NO_ESX3 =
      new UserModel("noesx3", "Pass-1!", List.of(new Withheld("System.Read", "host-23")));
  private static final Load BUSY = new Load(19_200, 16_384, 1_000, 500, 250, 12);

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final InstantSource clock = now::get;

  @RegisterExtension
  final LabExtension extension =
      LabExtension.perTest(
          () ->
              LabModel.standard().toBuilder()
                  .clock(clock)
                  .users(List.of(LabModel.ADMINISTRATOR, NO_COUNTERS, NO_ESX3))
                  .host("ESX1", host -> host.load(BUSY))
                  .host(
                      "ESX2",
                      host ->
                          host.cluster(null)
                              .standby(null)
                              .pnics(
                                  List.of(
                                      new PhysicalNic("vmnic0", 1_000),
                                      new PhysicalNic("vmnic1", 25_000),
                                      new PhysicalNic("vmnic2", null))))
                  .host("ESX3", host -> host.standby(StandbyMode.ENTERING))
                  .build());

  private VimVSphere vsphere;

  private VimVSphere connect(UserModel user) throws VSphereException {
    vsphere =
        Labs.builder(extension.lab())
            .credentials(user.name(), Secret.of(user.password()))
            .clock(clock)
            .loadPatience(Duration.ofSeconds(30))
            .build();
    return vsphere;
  }

  private InventorySnapshot snapshot() throws VSphereException {
    return Labs.vmstore(connect(LabModel.ADMINISTRATOR));
  }

  @AfterEach
  void close() {
    vsphere.close();
  }

  private static void assertFigure(Optional<Figure> figure, double value, Instant at) {
    assertThat(figure)
        .hasValueSatisfying(
            told -> {
              assertThat(told.value()).isCloseTo(value, within(1e-4));
              assertThat(told.measuredAt()).isEqualTo(at);
            });
  }

  @Test
  void figuresAreSharesAndBytesWithTheirTime() throws Exception {
    HostLoad load = Labs.host(snapshot(), "ESX1").load();
    assertFigure(load.cpu(), 0.5, NOW);
    assertFigure(load.memory(), 0.25, NOW);
    assertFigure(load.network(), 1_500 * 1_024, LAST_SAMPLE);
    assertFigure(load.writeLatencyMillis(), 12, LAST_SAMPLE);
    assertThat(load.lineBitsPerSecond()).hasValue(10_000_000_000L);
    assertThat(load.network().orElseThrow().age(NOW)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void fastestLineWithALinkCounts() throws Exception {
    HostSnapshot host = Labs.host(snapshot(), "ESX2");
    assertThat(host.load().lineBitsPerSecond()).hasValue(25_000_000_000L);
  }

  @Test
  void clusterAndStandbyAreToldOrTheirAbsenceIs() throws Exception {
    InventorySnapshot snapshot = snapshot();
    assertThat(Labs.host(snapshot, "ESX1").cluster()).contains("Cluster");
    assertThat(Labs.host(snapshot, "ESX1").standby()).isEqualTo(Standby.NONE);
    assertThat(Labs.host(snapshot, "ESX2").cluster()).isEmpty();
    assertThat(Labs.host(snapshot, "ESX2").standby()).isEqualTo(Standby.UNKNOWN);
    assertThat(Labs.mount(snapshot, "ESX2").unusable()).isEmpty();
    assertThat(Labs.mount(snapshot, "ESX3").unusable()).contains("its standby mode is entering");
  }

  @Test
  void newerFiguresReplaceOlderOnesInTheBackground() throws Exception {
    InventorySnapshot first = snapshot();
    extension.lab().host("ESX1").setLoad(BUSY.withReceivedKbps(9_500));
    now.set(NOW.plusSeconds(41));
    assertThat(Labs.host(Labs.vmstore(vsphere), "ESX1").load().network())
        .as("handed out once more")
        .isEqualTo(Labs.host(first, "ESX1").load().network());
    await()
        .untilAsserted(
            () ->
                assertFigure(
                    Labs.host(Labs.vmstore(vsphere), "ESX1").load().network(),
                    10_000 * 1_024,
                    LAST_SAMPLE.plusSeconds(40)));
  }

  @Test
  void serverWithoutTheShortFormatIsAskedInTheLongOne() throws Exception {
    extension.lab().vcenter().once(new Fault.SoapFault("QueryPerf", "InvalidArgument"));
    assertFigure(Labs.host(snapshot(), "ESX1").load().network(), 1_500 * 1_024, LAST_SAMPLE);
  }

  @Test
  void disconnectedHostHasNoFigures() throws Exception {
    extension.lab().host("ESX1").setConnection(ConnectionState.DISCONNECTED);
    HostLoad load = Labs.host(snapshot(), "ESX1").load();
    assertThat(load.cpu()).isEmpty();
    assertThat(load.network()).isEmpty();
    assertThat(Labs.host(Labs.vmstore(vsphere), "ESX2").load().network()).isPresent();
  }

  @Test
  void countersThatAreWithheldAreMissingAndNothingElse() throws Exception {
    InventorySnapshot snapshot = Labs.vmstore(connect(NO_COUNTERS));
    assertThat(snapshot.mounts()).hasSize(4);
    assertThat(Labs.mount(snapshot, "ESX1").unusable()).isEmpty();
    HostLoad load = Labs.host(snapshot, "ESX1").load();
    assertFigure(load.cpu(), 0.5, NOW);
    assertThat(load.network()).isEmpty();
    assertThat(load.writeLatencyMillis()).isEmpty();
  }

  @Test
  void withheldHostDoesNotSpoilTheOthersFigures() throws Exception {
    InventorySnapshot snapshot = Labs.vmstore(connect(NO_ESX3));
    assertThat(Labs.host(snapshot, "ESX3").load()).isEqualTo(HostLoad.UNKNOWN);
    assertFigure(Labs.host(snapshot, "ESX1").load().network(), 1_500 * 1_024, LAST_SAMPLE);
  }

  @Test
  void failingCountersFailNobody() throws Exception {
    extension.lab().vcenter().times(9, new Fault.SoapFault("QueryPerf", "RuntimeFault"));
    InventorySnapshot snapshot = snapshot();
    assertThat(Labs.host(snapshot, "ESX1").load().network()).isEmpty();
    assertFigure(Labs.host(snapshot, "ESX1").load().cpu(), 0.5, NOW);
    assertThat(vsphere.statistics().load().failures()).isEqualTo(1);
    extension.lab().vcenter().clearFaults();
    now.set(NOW.plusSeconds(6));
    assertFigure(
        Labs.host(Labs.vmstore(vsphere), "ESX1").load().network(), 1_500 * 1_024, LAST_SAMPLE);
  }

  @Test
  void loneHostTellsOfItself() throws Exception {
    LabModel model =
        LabModel.standaloneHost().toBuilder()
            .clock(clock)
            .eachHost(host -> host.load(BUSY))
            .build();
    try (Lab lab = Lab.start(model)) {
      vsphere =
          Labs.builder(lab)
              .credentials(lab.user().name(), Secret.of(lab.user().password()))
              .loadPatience(Duration.ofSeconds(30))
              .build();
      HostLoad load =
          Labs.host(vsphere.datastore("datastore1", Optional.empty()).snapshot(), "esx1").load();
      assertFigure(load.network(), 1_500 * 1_024, LAST_SAMPLE);
      assertFigure(load.writeLatencyMillis(), 12, LAST_SAMPLE);
    }
  }
}
