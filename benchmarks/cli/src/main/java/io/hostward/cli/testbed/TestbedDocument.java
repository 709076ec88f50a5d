package io.hostward.cli.testbed;

import io.hostward.experiment.testbed.Copy;
import io.hostward.experiment.testbed.CopySummary;
import io.hostward.experiment.testbed.InterfaceCounters;
import io.hostward.experiment.testbed.Node;
import io.hostward.experiment.testbed.RunningTestbed;
import io.hostward.experiment.testbed.TestbedPlan;
import io.hostward.experiment.testbed.TwoCopies;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
      Plan testbed,
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
          Plan.of(plan),
          RunningTestbed.on(plan.client()));
    }
  }

  /**
   * Of {@code down}.
   *
   * @param done what was done, in words
   */
  record Down(List<String> done) {}

  /**
   * What a testbed is like.
   *
   * @param nodes its machines
   * @param far the host at a far site; absent if there is none
   * @param farRoundTripMillis how long a byte to it and its answer take
   */
  record Plan(List<Machine> nodes, @Nullable String far, long farRoundTripMillis) {
    static Plan of(TestbedPlan plan) {
      return new Plan(
          plan.nodes().stream().map(Machine::of).toList(),
          plan.far().orElse(null),
          plan.roundTrip().toMillis());
    }
  }

  /**
   * A machine.
   *
   * @param name its name
   * @param namespace its network namespace
   * @param address its address
   * @param bitsPerSecond of its link, in each direction
   */
  record Machine(String name, String namespace, String address, long bitsPerSecond) {
    static Machine of(Node node) {
      return new Machine(
          node.name(), node.namespace(), node.address(), node.rate().bitsPerSecond());
    }
  }

  /**
   * Of {@code run}.
   *
   * @param ok whether every file arrived
   * @param testbed what was measured in
   * @param bytes the file's size
   * @param summaries one for each datastore
   * @param copies one for each copy, in their order
   */
  record Run(boolean ok, Plan testbed, long bytes, List<Summary> summaries, List<Made> copies) {
    static Run of(TestbedPlan plan, long bytes, List<Copy> copies) {
      return new Run(
          copies.stream().allMatch(copy -> copy.problem().isEmpty()),
          Plan.of(plan),
          bytes,
          TwoCopies.datastores().stream()
              .map(datastore -> Summary.of(CopySummary.of(datastore, copies)))
              .toList(),
          copies.stream().map(Made::of).toList());
    }
  }

  /**
   * What the copies to a datastore came to; figures without a copy are absent.
   *
   * @param datastore the datastore
   * @param relayBytesPerSecond through vCenter
   * @param directBytesPerSecond by Hostward
   * @param directOverRelay how many times as fast, round by round
   * @param relayHosts the hosts that vCenter took, and how often
   * @param directHosts the hosts that Hostward took, and how often
   */
  record Summary(
      String datastore,
      CopySummary.@Nullable Spread relayBytesPerSecond,
      CopySummary.@Nullable Spread directBytesPerSecond,
      CopySummary.@Nullable Spread directOverRelay,
      Map<String, Integer> relayHosts,
      Map<String, Integer> directHosts) {
    static Summary of(CopySummary summary) {
      return new Summary(
          summary.datastore(),
          summary.relay().orElse(null),
          summary.direct().orElse(null),
          summary.ratio().orElse(null),
          summary.relayHosts(),
          summary.directHosts());
    }
  }

  /**
   * A copy; the parts mean what they mean in {@link Copy}, and are absent where that has none.
   *
   * @param way {@code RELAY} or {@code DIRECT}
   */
  record Made(
      int round,
      String datastore,
      Copy.Way way,
      boolean ok,
      @Nullable String error,
      String route,
      double seconds,
      double untilFirstByte,
      double transferSeconds,
      long bytesPerSecond,
      @Nullable String carrier,
      Map<String, InterfaceCounters> interfaces,
      List<Copy.Reading> meters) {
    static Made of(Copy copy) {
      return new Made(
          copy.round(),
          copy.datastore(),
          copy.way(),
          copy.problem().isEmpty(),
          copy.problem().orElse(null),
          copy.route(),
          copy.seconds(),
          copy.untilFirstByte(),
          copy.transferSeconds(),
          copy.bytesPerSecond(),
          copy.carrier().orElse(null),
          copy.interfaces(),
          copy.meters());
    }
  }
}
