package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NetworkTest {
  @Provide
  Arbitrary<TestbedPlan> plans() {
    return Plans.any();
  }

  @Property(tries = 100)
  void everyCommandIsAboutANamespaceOfOursThatWasMadeBefore(@ForAll("plans") TestbedPlan plan) {
    Set<String> made = new HashSet<>();
    for (List<String> command : Network.up(plan)) {
      if (command.subList(0, 3).equals(List.of("ip", "netns", "add"))) {
        assertThat(made.add(command.get(3))).isTrue();
      } else {
        assertThat(command.get(0)).isIn("ip", "tc");
        assertThat(command.get(1)).isEqualTo("-n");
        assertThat(made).contains(command.get(2));
      }
      int peer = command.indexOf("netns");
      if (command.contains("veth")) {
        assertThat(made).contains(command.get(peer + 1));
      }
    }
    assertThat(made).containsExactlyInAnyOrderElementsOf(Network.namespaces(plan));
    assertThat(made).allMatch(name -> name.startsWith("hostward-"));
  }

  @Property(tries = 100)
  void bothDirectionsOfEveryLinkAreShaped(@ForAll("plans") TestbedPlan plan) {
    List<List<String>> shapes =
        Network.up(plan).stream().filter(command -> command.get(0).equals("tc")).toList();

    for (Node node : plan.nodes()) {
      String rate = node.rate().bitsPerSecond() + "bit";
      assertThat(shapes)
          .anyMatch(c -> c.contains(node.namespace()) && c.contains("eth0") && c.contains(rate))
          .anyMatch(c -> c.contains(node.port()) && c.contains(rate));
    }
    assertThat(shapes).hasSize(2 * plan.nodes().size());
  }

  @Property(tries = 100)
  void addressesAndNamesAreUniqueAndLinksShortEnough(@ForAll("plans") TestbedPlan plan) {
    assertThat(plan.nodes()).extracting(Node::address).doesNotHaveDuplicates();
    assertThat(Network.namespaces(plan)).doesNotHaveDuplicates();
    // The kernel's limit is 15.
    assertThat(plan.nodes()).allMatch(node -> node.port().length() <= 15);
  }

  @Example
  void readsTheListOfNamespaces() {
    assertThat(Network.listed("hostward-esx1 (id: 3)\nother\n\n hostward-client (id: 0)\n"))
        .containsExactly("hostward-esx1", "other", "hostward-client");
    assertThat(Network.listed("")).isEmpty();
  }

  @Example
  void aFastLinkMayLetOutMoreAtOnce() {
    String shapes =
        Network.up(Plans.FOUR).stream()
            .filter(command -> command.get(0).equals("tc"))
            .map(command -> String.join(" ", command))
            .toList()
            .toString();

    assertThat(shapes)
        .contains(
            "tc -n hostward-client qdisc add dev eth0 root tbf rate 10000000000bit burst 1250000"
                + " latency 50ms")
        .contains(
            "tc -n hostward-switch qdisc add dev to-vcenter root tbf rate 400000000bit burst"
                + " 131072 latency 50ms");
  }
}
