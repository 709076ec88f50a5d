package io.hostward.selector;

import io.hostward.selector.Filtered.Mode;
import io.hostward.spi.HostSelectionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Policies by name with options, for configuration files and command lines:
 *
 * <pre>{@code
 * least-loaded
 * least-loaded,ties=0.2,half-life=30s
 * same-subnet,then=least-loaded
 * prefer,cluster=Prod*,then=same-subnet,then=least-loaded
 * first-of,of=(pinned,host=esx1|esx2),of=random
 * weighted,3=least-loaded,1=(same-subnet,then=random)
 * }</pre>
 *
 * Immutable.
 */
public final class PolicyCatalog {
  private static final PolicyCatalog STANDARD = new PolicyCatalog(standardFactories());

  private final Map<String, PolicyFactory> factories;

  private PolicyCatalog(Map<String, PolicyFactory> factories) {
    this.factories = Map.copyOf(factories);
  }

  /** The policies that come with Hostward. */
  public static PolicyCatalog standard() {
    return STANDARD;
  }

  /**
   * The same and one more, or with another in place of one.
   *
   * @param name without commas, equals signs and parentheses
   */
  public PolicyCatalog with(String name, PolicyFactory factory) {
    if (name.isBlank() || !name.strip().equals(name) || name.matches(".*[,=()].*")) {
      throw new IllegalArgumentException(
          "a policy's name has no commas, equals signs, parentheses or outer blanks, was: '"
              + name
              + "'");
    }
    Map<String, PolicyFactory> more = new TreeMap<>(factories);
    more.put(name, factory);
    return new PolicyCatalog(more);
  }

  /** Returns the names. */
  public SortedSet<String> names() {
    return new TreeSet<>(factories.keySet());
  }

  /**
   * Reads a policy.
   *
   * @throws PolicySyntaxException if there is no such policy or option, or a value is not valid;
   *     the message has the position and the valid names
   */
  public HostSelectionPolicy parse(String text) {
    return new PolicyParser(factories, text).parse();
  }

  private static Map<String, PolicyFactory> standardFactories() {
    Map<String, PolicyFactory> factories = new TreeMap<>();
    factories.put(FirstUsable.NAME, options -> new FirstUsable());
    factories.put(RoundRobin.NAME, options -> new RoundRobin());
    factories.put(RandomOrder.NAME, options -> new RandomOrder(options.seed("seed")));
    factories.put(RefuseAll.NAME, options -> new RefuseAll());
    factories.put(VcenterDefault.NAME, options -> new VcenterDefault(ObservedHosts.NONE));
    factories.put(PinnedHosts.NAME, options -> new PinnedHosts(options.texts("host")));
    factories.put(
        LeastLoaded.NAME,
        options ->
            new LeastLoaded(
                options.number("ties", LeastLoaded.DEFAULT_TIES, 0, 10),
                options.duration("half-life", LeastLoaded.DEFAULT_HALF_LIFE),
                options.seed("seed")));
    factories.put(
        Fastest.NAME,
        options ->
            new Fastest(
                options.number("explore", Fastest.DEFAULT_EXPLORE, 0, 1),
                options.duration("half-life", Fastest.DEFAULT_HALF_LIFE),
                options.seed("seed")));
    factories.put(
        SameSubnet.NAME, options -> new SameSubnet(options.policy("then", LeastLoaded.NAME)));
    factories.put(FirstOf.NAME, options -> new FirstOf(options.policies("of")));
    factories.put(Weighted.NAME, options -> new Weighted(options.weights()));
    for (Mode mode : Mode.values()) {
      String name = mode.name().toLowerCase(java.util.Locale.ROOT);
      factories.put(name, options -> filtered(name, mode, options));
    }
    factories.put(
        "failed-last",
        options ->
            HostPolicies.failedLast(
                options.duration("within", Duration.ofMinutes(5)),
                options.policy("then", LeastLoaded.NAME)));
    return factories;
  }

  private static HostSelectionPolicy filtered(String name, Mode mode, PolicyOptions options) {
    List<HostFilter> filters = new ArrayList<>();
    List<String> hosts = options.texts("host");
    List<String> clusters = options.texts("cluster");
    List<io.hostward.net.Subnet> subnets = options.subnets("subnet");
    if (!hosts.isEmpty()) {
      filters.add(HostFilters.host(hosts));
    }
    if (!clusters.isEmpty()) {
      filters.add(HostFilters.cluster(clusters));
    }
    if (!subnets.isEmpty()) {
      filters.add(HostFilters.subnet(subnets));
    }
    HostSelectionPolicy then = options.policy("then", LeastLoaded.NAME);
    if (filters.size() != 1) {
      throw new IllegalArgumentException(
          "'" + name + "' needs one of host, cluster or subnet, was: " + filters.size());
    }
    return new Filtered(name, mode, filters.get(0), then);
  }
}
