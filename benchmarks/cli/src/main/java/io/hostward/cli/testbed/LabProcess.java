package io.hostward.cli.testbed;

import io.hostward.experiment.testbed.Access;
import io.hostward.experiment.testbed.LinkRate;
import io.hostward.experiment.testbed.Node;
import io.hostward.experiment.testbed.OneWord;
import io.hostward.experiment.testbed.TestbedPlan;
import io.hostward.lab.Lab;
import io.hostward.lab.model.LabModel;
import io.hostward.lab.model.LabModelBuilder;
import io.hostward.lab.model.PhysicalNic;
import io.hostward.lab.model.StorageMode;
import io.hostward.lab.model.VcenterModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The lab of a testbed, in the vCenter's namespace, until its standard input ends. Its hosts stand
 * in processes of their own.
 */
final class LabProcess {
  private static final int HTTPS = 443;
  private static final int NFC = 902;
  private static final long MEGABIT = 1_000_000;

  private LabProcess() {}

  /**
   * Runs.
   *
   * @param arguments the folder of the hosts' sockets, and the plan as one word
   */
  public static void main(String[] arguments) throws IOException {
    TestbedPlan plan = TestbedPlan.of(OneWord.properties(arguments[1]));
    try (Lab lab = Lab.start(model(plan), Path.of(arguments[0]))) {
      Properties access = new Properties();
      new Access(lab.url(), lab.user().name(), lab.user().password(), lab.thumbprint())
          .write(access);
      System.out.println(OneWord.of(access));
      System.out.flush();
      while (System.in.read() >= 0) {
        continue;
      }
    }
    System.exit(0);
  }

  static LabModel model(TestbedPlan plan) {
    LabModelBuilder model =
        LabModel.standard(plan.hosts()).toBuilder()
            .vcenter(new VcenterModel(plan.vcenter().address(), HTTPS, 0, "8.0.3"))
            // Neither disk nor hash is to be measured, and nothing is kept.
            .eachDatastore(store -> store.withStorage(new StorageMode.Discard(0, false)));
    for (Node node : plan.hostNodes()) {
      model.host(
          node.name(),
          host ->
              host.address(node.address())
                  .httpsPort(HTTPS)
                  .nfcPort(NFC)
                  .pnics(List.of(new PhysicalNic("vmnic0", megabits(node.rate())))));
    }
    return model.build();
  }

  private static int megabits(LinkRate rate) {
    return Math.toIntExact(rate.bitsPerSecond() / MEGABIT);
  }
}
