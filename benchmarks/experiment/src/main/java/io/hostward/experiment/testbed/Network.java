package io.hostward.experiment.testbed;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands that make and unmake the testbed's network. All of it lies in namespaces of its own,
 * the switch too, so that the machine's own network has no link, route or setting of it.
 */
final class Network {
  /** The namespace of the switch. */
  static final String SWITCH = Node.PREFIX + "switch";

  private static final String BRIDGE = "lan";

  /** The kernel hands a link up to 64 KiB at once, which it would have to cut up otherwise. */
  private static final long LEAST_BURST = 128 << 10;

  /** Of a second: how much may pass at once. */
  private static final long BURST_FRACTION = 1000;

  private Network() {}

  /** Returns the names of the namespaces, in the order in which they are made. */
  static List<String> namespaces(TestbedPlan plan) {
    List<String> names = new ArrayList<>(List.of(SWITCH));
    plan.nodes().forEach(node -> names.add(node.namespace()));
    return names;
  }

  /** Returns the commands that make it. */
  static List<List<String>> up(TestbedPlan plan) {
    List<List<String>> commands = new ArrayList<>();
    commands.add(words("ip netns add " + SWITCH));
    commands.add(words("ip -n " + SWITCH + " link add " + BRIDGE + " type bridge"));
    commands.add(words("ip -n " + SWITCH + " link set " + BRIDGE + " up"));
    plan.nodes().forEach(node -> plugIn(commands, node));
    return commands;
  }

  private static void plugIn(List<List<String>> commands, Node node) {
    String within = "ip -n " + node.namespace();
    String there = "ip -n " + SWITCH;
    commands.add(words("ip netns add " + node.namespace()));
    commands.add(words(within + " link set lo up"));
    commands.add(
        words(
            "%s link add %s type veth peer name %s netns %s"
                .formatted(there, node.port(), Node.INTERFACE, node.namespace())));
    commands.add(words("%s link set %s master %s up".formatted(there, node.port(), BRIDGE)));
    commands.add(
        words("%s addr add %s/24 dev %s".formatted(within, node.address(), Node.INTERFACE)));
    commands.add(words(within + " link set " + Node.INTERFACE + " up"));
    commands.add(shape(node.namespace(), Node.INTERFACE, node.rate()));
    commands.add(shape(SWITCH, node.port(), node.rate()));
  }

  /** A token bucket lets out what a link carries, so each end shapes one direction. */
  private static List<String> shape(String namespace, String link, LinkRate rate) {
    long burst = Math.max(LEAST_BURST, rate.bytesPerSecond() / BURST_FRACTION);
    return words(
        "tc -n %s qdisc add dev %s root tbf rate %dbit burst %d latency 50ms"
            .formatted(namespace, link, rate.bitsPerSecond(), burst));
  }

  /** Returns the command that unmakes one namespace, and with it the links that end there. */
  static List<String> down(String namespace) {
    return words("ip netns del " + namespace);
  }

  /** Returns the command that lists all namespaces. */
  static List<String> list() {
    return words("ip netns list");
  }

  /** Reads its output: {@code NAME} or {@code NAME (id: N)} in each line. */
  static List<String> listed(String output) {
    return output
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> line.split("\\s", 2)[0])
        .toList();
  }

  /** Returns a command as it is run in a namespace. */
  static List<String> within(String namespace, List<String> command) {
    List<String> all = new ArrayList<>(words("ip netns exec " + namespace));
    all.addAll(command);
    return all;
  }

  private static List<String> words(String command) {
    return List.of(command.split(" "));
  }
}
