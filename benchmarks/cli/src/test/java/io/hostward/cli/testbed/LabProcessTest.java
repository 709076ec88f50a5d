package io.hostward.cli.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.experiment.testbed.LinkRate;
import io.hostward.experiment.testbed.Testbed;
import io.hostward.experiment.testbed.TestbedPlan;
import io.hostward.experiment.testbed.TwoCopies;
import io.hostward.lab.model.HostModel;
import io.hostward.lab.model.LabModel;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabProcessTest {
  private static final TestbedPlan PLAN =
      new TestbedPlan(
          5,
          LinkRate.parse("2.5Gbit"),
          LinkRate.parse("1Gbit"),
          LinkRate.parse("1Gbit"),
          Optional.empty(),
          Duration.ZERO);

  private final LabModel model = LabProcess.model(PLAN);

  @Test
  void hostsAreWhereThePlanHasThem() {
    for (int i = 0; i < PLAN.hosts(); i++) {
      HostModel host = model.hosts().get(i);
      assertThat(host.name()).isEqualTo(PLAN.hostNodes().get(i).name());
      assertThat(host.address()).isEqualTo(PLAN.hostNodes().get(i).address());
      // By this the host's process finds the lab's sockets.
      assertThat(host.moid()).isEqualTo(Testbed.moid(i + 1));
      assertThat(host.httpsPort()).isEqualTo(443);
      assertThat(host.nfcPort()).isEqualTo(902);
      assertThat(host.managementNics().get(0).ipv4()).isEqualTo(host.address());
      assertThat(host.pnics().get(0).speedMb()).isEqualTo(2500);
    }
    assertThat(model.vcenter()).isNotNull();
    assertThat(model.vcenter().address()).isEqualTo(PLAN.vcenter().address());
    assertThat(model.vcenter().httpsPort()).isEqualTo(443);
  }

  @Test
  void bothDatastoresOfTheCopiesAreThere() {
    assertThat(model.datastores())
        .extracting(store -> store.name())
        .containsAll(TwoCopies.datastores());
  }
}
