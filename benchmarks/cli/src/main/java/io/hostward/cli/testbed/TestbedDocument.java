package io.hostward.cli.testbed;

import io.hostward.experiment.testbed.CopiesDocument;
import io.hostward.experiment.testbed.RunningTestbed;
import io.hostward.experiment.testbed.TestbedPlan;
import java.util.List;
import java.util.stream.Stream;

/** The documents of {@code testbed}. */
final class TestbedDocument {
  private TestbedDocument() {}

  /**
   * Of {@code up}, printed once it is up. The password is the lab's own and guards nothing.
   *
   * @param url vCenter's SDK
   * @param username a user who may log in
   * @param password the user's password
   * @param thumbprint SHA-256 of vCenter's certificate
   * @param datastores their names
   * @param testbed what it is like
   * @param enter the words before a command that run it at the client
   */
  record Up(
      String url,
      String username,
      String password,
      String thumbprint,
      List<String> datastores,
      CopiesDocument.Plan testbed,
      List<String> enter) {

    static Up of(RunningTestbed running) {
      TestbedPlan plan = running.plan();
      List<String> datastores =
          Stream.concat(
                  plan.hostNodes().stream().map(host -> host.name() + "-local"),
                  Stream.of(TestbedPlan.SHARED))
              .toList();
      return new Up(
          running.access().url().toString(),
          running.access().user(),
          running.access().password(),
          running.access().thumbprint(),
          datastores,
          CopiesDocument.Plan.of(plan),
          RunningTestbed.on(plan.client()));
    }
  }

  /**
   * Of {@code down}.
   *
   * @param done what was done, in words
   */
  record Down(List<String> done) {}
}
