package io.hostward.cli.testbed;

import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.experiment.testbed.Testbed;
import io.hostward.experiment.testbed.TestbedException;
import io.hostward.experiment.testbed.TestbedPlan;
import java.io.IOException;

/** Sets testbeds up, and says how that ends. */
final class Made {
  private Made() {}

  static Testbed up(TestbedPlan plan) throws CommandFailure, IOException, InterruptedException {
    try {
      return Testbed.up(plan, LabProcess.class.getName());
    } catch (TestbedException e) {
      throw failure(e);
    }
  }

  /** There is no server to measure, as where one cannot be reached. */
  static CommandFailure failure(TestbedException e) {
    return new CommandFailure(ExitCode.CONNECTION, String.valueOf(e.getMessage()), e);
  }
}
