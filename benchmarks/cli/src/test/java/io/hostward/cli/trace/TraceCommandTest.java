package io.hostward.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.cli.Cli;
import io.hostward.experiment.trace.Observation;
import io.hostward.experiment.trace.ObservationFile;
import io.hostward.inventory.HostId;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.StorageMode;
import io.hostward.lab.model.UserModel;
import io.hostward.lab.model.UserModel.Withheld;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no waiting for samples; the library's tests move the clock. */
class TraceCommandTest {
  private static final UserModel BLIND =
      new UserModel("blind", "Pass-1!", List.of(new Withheld("System.Read", "PerfMgr")));

  private final Lab lab =
      Lab.start(
          LabModel.standard(2).toBuilder()
              .users(List.of(LabModel.ADMINISTRATOR, BLIND))
              .eachDatastore(store -> store.withStorage(StorageMode.discard()))
              .build());
  private final Cli cli = Cli.against(lab);

  @TempDir Path folder;

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void countersThatAreWithheldEndItBeforeAnythingIsSent() throws Exception {
    cli.environment.put("GOVC_USERNAME", BLIND.name());
    cli.environment.put("GOVC_PASSWORD", BLIND.password());

    assertThat(cli.run(lab, "trace", "--size", "4MiB")).isEqualTo(1);

    assertThat(cli.err()).contains("cannot tell", "shows this user no network counters");
    assertThat(lab.vcenter().traffic().nfcOut()).isZero();
    assertThat(lab.datastore("vmstore").files()).isEmpty();
  }

  @Test
  void ctrlCDuringTheWaitLeavesNoFile() throws Exception {
    Thread user =
        new Thread(
            () -> {
              while (!cli.err().contains("waiting for the hosts' counters")) {
                Thread.onSpinWait();
              }
              cli.interruption.interrupt();
            });
    user.start();

    assertThat(cli.run(lab, "trace", "--size", "1MiB")).isEqualTo(130);

    user.join();
    assertThat(lab.datastore("vmstore").files()).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsNotMade() throws Exception {
    assertThat(cli.run(lab, "trace", "[vmstore] new/folder")).isEqualTo(2);

    assertThat(cli.err()).contains("there is no folder 'new/folder' on [vmstore]");
    assertThat(lab.datastore("vmstore").files()).isEmpty();
  }

  @Test
  void whatIsRememberedIsRanked() throws Exception {
    Path file = folder.resolve("seen.tsv");
    ObservationFile.remember(
        file,
        new Observation(
            "vc",
            "DC",
            "vmstore",
            lab.datastore("vmstore").moid(),
            new HostId("host-22"),
            "ESX2",
            0.999,
            Instant.EPOCH));

    assertThat(cli.run(lab, "hosts", "--policy", "vcenter-default,observed=" + file, "--json"))
        .isZero();

    assertThat(cli.json().at("/hosts/0/name").asText()).isEqualTo("ESX2");
    assertThat(cli.json().at("/hosts/0/reason").asText())
        .isEqualTo("vCenter was observed to relay this datastore through it");
  }

  @Test
  void aHostRelaysNothing() {
    try (Lab alone = Lab.start(LabModel.standaloneHost())) {
      assertThat(Cli.against(alone).run(alone, "trace", "datastore1")).isEqualTo(4);
    }
  }
}
