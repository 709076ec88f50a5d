package io.hostward.experiment.testbed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;

/**
 * What is to be set up. Immutable.
 *
 * @param hosts how many ESXi hosts, 3 to 8
 * @param hostRate the link of each host
 * @param vcenterRate the link of the vCenter, which a relayed file crosses twice: in and out
 * @param clientRate the link of the client
 * @param far the name of the host that stands at a far site; empty for none
 * @param roundTrip how long a byte to the far site and its answer are under way, 0 to 2 s
 */
public record TestbedPlan(
    int hosts,
    LinkRate hostRate,
    LinkRate vcenterRate,
    LinkRate clientRate,
    Optional<String> far,
    Duration roundTrip) {
  /** A host whose local datastore takes the first copy. */
  public static final String LOCAL_HOST = "ESX3";

  /** The datastore that all hosts mount. */
  public static final String SHARED = "vmstore";

  private static final int LEAST_HOSTS = 3;
  private static final int MOST_HOSTS = 8;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** A network that is set aside for measurements (RFC 2544) and seen within the testbed alone. */
  private static final String NETWORK = "198.18.13.";

  /** Checks the ranges, and that the far host is one of the hosts. */
  public TestbedPlan {
    if (hosts < LEAST_HOSTS || hosts > MOST_HOSTS) {
      throw new IllegalArgumentException(
          "a testbed has %d to %d hosts, was: %d".formatted(LEAST_HOSTS, MOST_HOSTS, hosts));
    }
    if (roundTrip.isNegative() || roundTrip.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the round trip to a far site is 0 to 2 s, was: " + roundTrip.toMillis() + " ms");
    }
    List<String> names = IntStream.rangeClosed(1, hosts).mapToObj(TestbedPlan::host).toList();
    if (far.isPresent() && !names.contains(far.get())) {
      throw new IllegalArgumentException(
          "the host at the far site is one of " + names + ", was: " + far.get());
    }
  }

  private static String host(int number) {
    return "ESX" + number;
  }

  /** Returns the client. */
  public Node client() {
    return new Node("client", NETWORK + 100, clientRate);
  }

  /** Returns the vCenter. */
  public Node vcenter() {
    return new Node("vCenter", NETWORK + 10, vcenterRate);
  }

  /** Returns the hosts, ESX1 first. */
  public List<Node> hostNodes() {
    return IntStream.rangeClosed(1, hosts)
        .mapToObj(number -> new Node(host(number), NETWORK + (170 + number), hostRate))
        .toList();
  }

  /** Returns the client, the vCenter and the hosts. */
  public List<Node> nodes() {
    List<Node> nodes = new ArrayList<>(List.of(client(), vcenter()));
    nodes.addAll(hostNodes());
    return nodes;
  }

  /** Returns how long a byte to a host is under way. */
  Duration delay(Node host) {
    return far.filter(host.name()::equals).isPresent() ? roundTrip.dividedBy(2) : Duration.ZERO;
  }

  /** Writes it down for another process. */
  public Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("hosts", "" + hosts);
    properties.setProperty("hostRate", hostRate.toString());
    properties.setProperty("vcenterRate", vcenterRate.toString());
    properties.setProperty("clientRate", clientRate.toString());
    properties.setProperty("far", far.orElse(""));
    properties.setProperty("roundTrip", "" + roundTrip.toNanos());
    return properties;
  }

  /**
   * Reads what {@link #toProperties} wrote; other keys are passed over.
   *
   * @throws IllegalArgumentException if something is missing or out of range
   */
  public static TestbedPlan of(Properties properties) {
    String far = text(properties, "far");
    return new TestbedPlan(
        Integer.parseInt(text(properties, "hosts")),
        LinkRate.parse(text(properties, "hostRate")),
        LinkRate.parse(text(properties, "vcenterRate")),
        LinkRate.parse(text(properties, "clientRate")),
        far.isEmpty() ? Optional.empty() : Optional.of(far),
        Duration.ofNanos(Long.parseLong(text(properties, "roundTrip"))));
  }

  private static String text(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("the plan of the testbed does not tell: " + key);
    }
    return value;
  }
}
