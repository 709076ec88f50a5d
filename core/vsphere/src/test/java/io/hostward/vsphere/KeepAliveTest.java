package io.hostward.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import io.hostward.net.Secret;
import io.hostward.transfer.FolderTarget;
import io.hostward.transfer.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final InstantSource clock = now::get;
  private final Lab lab = Lab.start(LabModel.standard().toBuilder().clock(clock).build());
  private final Labs.ByHand schedule = new Labs.ByHand();

  @AfterEach
  void close() {
    lab.close();
  }

  private VimVSphere connect() throws Exception {
    return Labs.builder(lab)
        .credentials(lab.user().name(), Secret.of(lab.user().password()))
        .schedule(schedule)
        .clock(clock)
        .build();
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Test
  void sessionOutlivesTheIdleTimeWhileItIsKeptAlive() throws Exception {
    try (VimVSphere vsphere = connect()) {
      String key = onlyKey(vsphere);
      for (int i = 0; i < 12; i++) {
        pass(schedule.pauses().get(0));
        schedule.run();
      }
      assertThat(schedule.pauses()).containsExactly(Duration.ofMinutes(5));
      assertThat(onlyKey(vsphere)).as("one hour later").isEqualTo(key);
    }
  }

  @Test
  void sessionThatIdledAwayIsRenewedByTheNextCall() throws Exception {
    try (VimVSphere vsphere = connect()) {
      String key = onlyKey(vsphere);
      pass(Duration.ofMinutes(31));
      assertThat(lab.state().sessions().count()).isZero();
      assertThat(Labs.vmstore(vsphere).mounts()).hasSize(4);
      assertThat(onlyKey(vsphere)).isNotEqualTo(key);
    }
  }

  @Test
  void refusedPasswordIsNotTriedAgainByTheClock() throws Exception {
    try (VimVSphere vsphere = connect()) {
      lab.vcenter().changePassword("another");
      lab.vcenter().expireSessions();
      schedule.run();
      schedule.run();
      assertThatThrownBy(() -> Labs.vmstore(vsphere)).hasMessageContaining("InvalidLogin");
      schedule.run();
      assertThat(lab.vcenter().refusedLogins()).isEqualTo(1);
    }
  }

  @Test
  void serverThatIsDownDoesNotEndTheKeepingAlive() throws Exception {
    try (VimVSphere vsphere = connect()) {
      lab.vcenter().kill();
      schedule.run();
      lab.vcenter().revive();
      lab.state().sessions().expireAll();
      schedule.run();
      assertThat(lab.state().sessions().count()).isEqualTo(1);
    }
  }

  /** The cookie's value tells sessions apart. */
  private String onlyKey(VimVSphere vsphere) throws Exception {
    assertThat(lab.state().sessions().count()).isEqualTo(1);
    return relayCookie(vsphere);
  }

  private static String relayCookie(VimVSphere vsphere) throws Exception {
    FolderTarget target = FolderTarget.onVcenter(DatastorePath.parse("[vmstore] a"), "DC");
    return vsphere.ticket(vsphere.relay().orElseThrow(), HttpMethod.PUT, target).cookie().reveal();
  }
}
