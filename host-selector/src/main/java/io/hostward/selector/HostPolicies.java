package io.hostward.selector;

import io.hostward.net.Subnet;
import io.hostward.selector.Filtered.Mode;
import io.hostward.spi.HostSelectionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The policies that come with Hostward, by method and by name. All are pure functions of snapshot
 * and context, and so safe for use by many threads.
 */
public final class HostPolicies {
  private HostPolicies() {}

  /**
   * The host on which the file is predicted to be done first. The highest of CPU, memory, network
   * and datastore latency says how much of its line a host has left; figures lose weight with age
   * (half after 20 s); this process's own uploads under way and what they get count as well; hosts
   * that failed lately are set back. Of the hosts that take at most half as long again as the best,
   * two are drawn and the better is put first, as far as what is known of them can be trusted.
   */
  public static HostSelectionPolicy leastLoaded() {
    return new LeastLoaded(
        LeastLoaded.DEFAULT_TIES, LeastLoaded.DEFAULT_HALF_LIFE, OptionalLong.empty());
  }

  /**
   * The hosts in a subnet of this client, by {@link #leastLoaded}; the others are refused, and so
   * is the relay.
   */
  public static HostSelectionPolicy sameSubnet() {
    return require(HostFilters.sameSubnet(), sameSubnet(leastLoaded()));
  }

  /**
   * The hosts in a subnet of this client, the longest prefix first, then the others; equals in the
   * order of another policy, whose refusals stand.
   */
  public static HostSelectionPolicy sameSubnet(HostSelectionPolicy then) {
    return new SameSubnet(then);
  }

  /** The host that vCenter itself would presumably relay through; see {@link ObservedHosts}. */
  public static HostSelectionPolicy vcenterDefault() {
    return vcenterDefault(ObservedHosts.NONE);
  }

  /** The host that vCenter was seen to relay through, or else {@link #vcenterDefault()}. */
  public static HostSelectionPolicy vcenterDefault(ObservedHosts observed) {
    return new VcenterDefault(observed);
  }

  /** The host that gave earlier uploads the most; tries others now and then. */
  public static HostSelectionPolicy fastest() {
    return new Fastest(Fastest.DEFAULT_EXPLORE, Fastest.DEFAULT_HALF_LIFE, OptionalLong.empty());
  }

  /** The usable hosts in turn. */
  public static HostSelectionPolicy roundRobin() {
    return new RoundRobin();
  }

  /** The usable hosts in random order. */
  public static HostSelectionPolicy random() {
    return new RandomOrder(OptionalLong.empty());
  }

  /** The first usable host in vCenter's own order of the mounts. */
  public static HostSelectionPolicy firstUsable() {
    return new FirstUsable();
  }

  /**
   * These hosts in this order and nothing else; by name, id or address, {@code *} for any text. If
   * none of them takes it, the upload fails; {@code firstOf(pinned(...), none())} leaves the last
   * resort to the relay.
   */
  public static HostSelectionPolicy pinned(String... names) {
    return new PinnedHosts(List.of(names));
  }

  /** No host: every upload takes the relay, if it may. */
  public static HostSelectionPolicy none() {
    return new RefuseAll();
  }

  /** The hosts that the first policy ranks, then those that only the second ranks, and so on. */
  public static HostSelectionPolicy firstOf(HostSelectionPolicy... policies) {
    return new FirstOf(List.of(policies));
  }

  /**
   * The weighted mean of the policies' scores. A host that one of them refuses is refused.
   *
   * @param weights 0 or more each, with a sum above 0; among equals the order of the map's first,
   *     so use a map that keeps an order, which {@code Map.of} does not
   */
  public static HostSelectionPolicy weighted(Map<HostSelectionPolicy, Double> weights) {
    return new Weighted(
        weights.entrySet().stream()
            .map(entry -> new Weighted.Part(entry.getKey(), entry.getValue()))
            .toList());
  }

  /** Another policy's order, the hosts that pass the filter first. */
  public static HostSelectionPolicy prefer(HostFilter filter, HostSelectionPolicy then) {
    return new Filtered("prefer", Mode.PREFER, filter, then);
  }

  /**
   * Another policy's order, the hosts that do not pass the filter refused, and the relay as well;
   * {@code firstOf(require(...), none())} leaves the last resort to the relay.
   */
  public static HostSelectionPolicy require(HostFilter filter, HostSelectionPolicy then) {
    return new Filtered("require", Mode.REQUIRE, filter, then);
  }

  /** Another policy's order, the hosts that pass the filter last. */
  public static HostSelectionPolicy avoid(HostFilter filter, HostSelectionPolicy then) {
    return new Filtered("avoid", Mode.AVOID, filter, then);
  }

  /**
   * Another policy's order, the hosts that failed lately last: set back and never refused, since
   * one of them may be the only host there is.
   *
   * @param within how long ago a failure counts, see {@link HostFilters#failed}
   */
  public static HostSelectionPolicy failedLast(Duration within, HostSelectionPolicy then) {
    return new Filtered("failed-last", Mode.AVOID, HostFilters.failed(within), then);
  }

  /** By a management address in this subnet, for example {@code 192.0.2.0/24}. */
  public static HostFilter inSubnet(String subnet) {
    return HostFilters.subnet(List.of(Subnet.parse(subnet)));
  }

  /**
   * Reads a policy with its options, for configuration files and command lines.
   *
   * @param text for example {@code same-subnet,then=least-loaded}; see {@link PolicyCatalog}
   * @throws PolicySyntaxException if it cannot be read; the message has the position and the valid
   *     names
   */
  public static HostSelectionPolicy named(String text) {
    return PolicyCatalog.standard().parse(text);
  }
}
