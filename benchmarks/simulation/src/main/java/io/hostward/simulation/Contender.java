package io.hostward.simulation;

import io.hostward.selector.HostPolicies;
import io.hostward.spi.HostSelectionPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * What chooses, and what it does when a host fails.
 *
 * @param name the peer's name, or the policy's
 * @param policy how it chooses
 * @param mode over which routes
 * @param remembers whether it knows its own uploads; the peers do not
 */
record Contender(String name, HostSelectionPolicy policy, Mode mode, boolean remembers) {
  /** Over which routes a file goes. */
  enum Mode {
    /** Down the ranking, then through vCenter, as Hostward's pipeline does. */
    PIPELINE,
    /** To the first host; after a failure the file is begun anew with a new choice. */
    ANEW,
    /** To the first host; after a failure through vCenter. */
    THEN_RELAY,
    /** Through vCenter. */
    RELAY
  }

  /** Hostward under one of its policies. */
  static Contender hostward(String policy) {
    return new Contender(policy, HostPolicies.named(policy), Mode.PIPELINE, true);
  }

  /**
   * Hostward in a process of its own for each file, which knows nothing of the others: a script
   * that calls the command line.
   */
  static Contender oneShot(String name, String policy) {
    return new Contender(name, HostPolicies.named(policy), Mode.PIPELINE, false);
  }

  /** The peers, by what their source does. */
  static List<Contender> peers() {
    HostSelectionPolicy random = HostPolicies.random();
    return List.of(
        new Contender("govmomi", random, Mode.ANEW, false),
        new Contender("oslo.vmware", HostPolicies.named("random,seed=977"), Mode.ANEW, false),
        new Contender("bosh", HostPolicies.firstUsable(), Mode.THEN_RELAY, false),
        new Contender("relay", HostPolicies.vcenterDefault(), Mode.RELAY, false));
  }

  /** Hostward's policies and the peers. */
  static List<Contender> all() {
    List<Contender> all = new ArrayList<>();
    for (String policy :
        List.of(
            "least-loaded",
            "same-subnet,then=least-loaded",
            "fastest",
            "round-robin",
            "random",
            "first-usable",
            "vcenter-default")) {
      all.add(hostward(policy));
    }
    all.addAll(peers());
    return all;
  }
}
