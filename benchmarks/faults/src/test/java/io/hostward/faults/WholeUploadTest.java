package io.hostward.faults;

import static io.hostward.faults.LabUploads.TARGET;
import static io.hostward.faults.LabUploads.bytes;
import static io.hostward.faults.LabUploads.request;
import static io.hostward.faults.LabUploads.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.inventory.DatastorePath;
import io.hostward.lab.Lab;
import io.hostward.lab.LabHost;
import io.hostward.lab.fault.Entrance;
import io.hostward.lab.fault.Fault;
import io.hostward.transfer.Route;
import io.hostward.upload.RoutePreference;
import io.hostward.upload.UploadException;
import io.hostward.upload.UploadResult;
import io.hostward.upload.VerificationMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeUploadTest {
  private static final int SIZE = 8_000_000;

  @Test
  void goesStraightToTheFirstHostAndNotThroughVcenter() throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      long before = lab.vcenter().traffic().httpsIn();

      UploadResult result = hostward.upload(request(content).verifiedBy(VerificationMode.SHA256));

      assertThat(result.sha256()).contains(sha256(content));
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
      assertThat(lab.datastore("vmstore").files()).containsExactly("iso/disk.iso");
      assertThat(lab.host("ESX1").traffic().httpsIn()).isGreaterThanOrEqualTo(SIZE);
      assertThat(lab.vcenter().traffic().httpsIn() - before).isLessThan(100_000);
      assertThat(result.route()).isInstanceOf(Route.Direct.class);
      assertThat(result.path()).isEqualTo(TARGET);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/DC/datastore/vmstore", "datastore-31"})
  void theDatastoreMayBeNamedByPathOrId(String datastore) throws Exception {
    byte[] content = bytes(100_000);
    DatastorePath target = new DatastorePath(datastore, "iso/disk.iso");
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      for (RoutePreference routes : RoutePreference.values()) {
        UploadResult result = hostward.upload(request(content).to(target).over(routes));

        assertThat(result.path()).isEqualTo(TARGET);
        assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
      }
    }
  }

  @Test
  void relayGoesThroughVcenterAndTheSecondSocketOfOneHost() throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      UploadResult result = hostward.upload(request(content).over(RoutePreference.RELAY_ONLY));

      assertThat(result.route()).isInstanceOf(Route.Relay.class);
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
      assertThat(lab.vcenter().traffic().httpsIn()).isGreaterThanOrEqualTo(SIZE);
      assertThat(lab.hosts().stream().filter(host -> host.traffic().nfcIn() >= SIZE)).hasSize(1);
      assertThat(lab.hosts().stream().filter(host -> host.traffic().httpsIn() > 0)).isEmpty();
    }
  }

  @Test
  void nextHostTakesTheFileWhenTheChosenOneDiesInMidUpload() throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.host("ESX1").once(new Fault.ResetAfter(SIZE / 2));

      UploadResult result = hostward.upload(request(content));

      assertThat(result.failed()).hasSize(1);
      assertThat(result.failed().get(0).route().toString()).contains("ESX1");
      assertThat(result.route().toString()).contains("ESX2");
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
      assertThat(lab.datastore("vmstore").files()).containsExactly("iso/disk.iso");
    }
  }

  @Test
  void relayTakesTheFileWhenNoHostAnswersOn443() throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.hosts().forEach(host -> host.kill(Entrance.HTTPS));

      UploadResult result = hostward.upload(request(content));

      assertThat(result.failed()).hasSize(4);
      assertThat(result.route()).isInstanceOf(Route.Relay.class);
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
    }
  }

  @Test
  void oneExceptionNamesEveryAttemptWhenEverythingIsDeadAndTheOldFileStands() throws Exception {
    byte[] old = bytes(1_000);
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.datastore("vmstore").write("iso/disk.iso", old);
      lab.hosts().forEach(LabHost::kill);

      assertThatThrownBy(() -> hostward.upload(request(bytes(SIZE))))
          .isInstanceOfSatisfying(
              UploadException.class,
              e -> assertThat(e.attempts()).as("each host, the relay twice").hasSize(6))
          .hasMessageContainingAll("ESX1", "ESX2", "ESX3", "ESX4", "relay through vCenter")
          .hasMessageContaining("The target is as it was before.");

      assertThat(lab.datastore("vmstore").files()).containsExactly("iso/disk.iso");
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(old));
    }
  }

  @Test
  void silentTruncationIsNoticedAndTheNextHostTakesTheFile() throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.host("ESX1").once(new Fault.SilentTruncation(SIZE - 1));

      UploadResult result = hostward.upload(request(content));

      assertThat(result.failed().get(0).problem()).contains("the data is not safe there");
      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
    }
  }

  @Test
  void sessionThatHasEndedIsRenewed() throws Exception {
    byte[] content = bytes(SIZE);
    try (Lab lab = Lab.start();
        OpenHostward hostward = LabUploads.hostward(lab)) {
      lab.vcenter().expireSessions();

      hostward.upload(request(content));

      assertThat(lab.datastore("vmstore").sha256("iso/disk.iso")).isEqualTo(sha256(content));
    }
  }
}
