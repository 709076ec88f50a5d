package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hostward.inventory.HostId;
import io.hostward.lab.LabExtension;
import io.hostward.lab.model.ConnectionState;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.Load;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.model.UserModel.Withheld;
import io.hostward.net.Secret;
import io.hostward.transfer.VSphereException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrafficTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:07Z");
  private static final HostId ESX1 = new HostId("host-21");
  private static final UserModel NO_COUNTERS =
      new UserModel("nocounters", "Pass-1!", List.of(new Withheld("System.Read", "PerfMgr")));

  private static final UserModel NO_ESX3 =
      new UserModel("noesx3", "Pass-1!", List.of(new Withheld("System.Read", "host-23")));

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

  @RegisterExtension
  final LabExtension extension =
      LabExtension.perTest(
          () ->
              LabModel.standard().toBuilder()
                  .clock(now::get)
                  .users(List.of(LabModel.ADMINISTRATOR, NO_COUNTERS, NO_ESX3))
                  .host("ESX1", host -> host.load(new Load(120, 1500, 1_000, 500, 250, 1)))
                  .host("ESX4", host -> host.connection(ConnectionState.DISCONNECTED))
                  .build());

  private VimVSphere connect(UserModel user) throws VSphereException {
    return Labs.builder(extension.lab())
        .credentials(user.name(), Secret.of(user.password()))
        .clock(() -> now.get().minusSeconds(90))
        .build();
  }

  @Test
  void samplesOfAllConnectedHostsComeWithTheServersTimes() throws Exception {
    try (VimVSphere vsphere = connect(LabModel.ADMINISTRATOR)) {
      Map<HostId, List<TrafficSample>> traffic = vsphere.traffic("vmstore", Optional.empty(), 3);

      assertThat(traffic.keySet())
          .containsExactlyInAnyOrder(ESX1, new HostId("host-22"), new HostId("host-23"));
      assertThat(traffic.get(ESX1))
          .extracting(TrafficSample::end)
          .containsExactly(
              Instant.parse("2026-11-22T09:59:20Z"),
              Instant.parse("2026-11-22T09:59:40Z"),
              Instant.parse("2026-11-22T10:00:00Z"));
      TrafficSample newest = traffic.get(ESX1).get(2);
      assertThat(newest.begin()).isEqualTo(Instant.parse("2026-11-22T09:59:40Z"));
      assertThat(newest.received()).isEqualTo(OptionalDouble.of(1_000 * 1_024));
      assertThat(newest.transmitted()).isEqualTo(OptionalDouble.of(500 * 1_024));
      // The background's writes are spread over the host's two datastores.
      assertThat(newest.written()).isEqualTo(OptionalDouble.of(125 * 1_024));
    }
  }

  @Test
  void aSampleShowsSomeSecondsAfterItsEnd() throws Exception {
    now.set(Instant.parse("2026-11-22T10:00:01Z"));
    try (VimVSphere vsphere = connect(LabModel.ADMINISTRATOR)) {
      assertThat(vsphere.traffic("vmstore", Optional.empty(), 1).get(ESX1))
          .extracting(TrafficSample::end)
          .containsExactly(Instant.parse("2026-11-22T09:59:40Z"));
    }
  }

  @Test
  void theServersClockIsTold() throws Exception {
    try (VimVSphere vsphere = connect(LabModel.ADMINISTRATOR)) {
      ServerTime time = vsphere.serverTime();

      assertThat(time.server()).isEqualTo(NOW);
      assertThat(time.ahead()).isEqualTo(Duration.ofSeconds(90));
      assertThat(time.uncertainty()).isZero();
      assertThat(time.of(NOW.minusSeconds(90))).isEqualTo(NOW);
    }
  }

  @Test
  void halfOfTheRoundTripIsUncertain() {
    ServerTime time = ServerTime.between(NOW, NOW.plusSeconds(11), NOW.plusSeconds(2));

    assertThat(time.ahead()).isEqualTo(Duration.ofSeconds(10));
    assertThat(time.uncertainty()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatMayNotBeReadIsAbsentAndNotIdle() throws Exception {
    try (VimVSphere vsphere = connect(NO_COUNTERS)) {
      assertThat(vsphere.traffic("vmstore", Optional.empty(), 3)).isEmpty();
    }
    try (VimVSphere vsphere = connect(NO_ESX3)) {
      assertThat(vsphere.traffic("vmstore", Optional.empty(), 3).keySet())
          .containsExactlyInAnyOrder(ESX1, new HostId("host-22"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> vsphere.traffic("vmstore", Optional.empty(), 0));
    }
  }
}
