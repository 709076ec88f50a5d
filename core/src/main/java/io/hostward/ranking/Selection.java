package io.hostward.ranking;

import java.util.List;

/**
 * A policy's answer: each host that mounts the datastore is either ranked or refused.
 *
 * @param policy the policy's name
 * @param ranked the usable hosts, best first
 * @param refused the others
 */
public record Selection(String policy, List<RankedHost> ranked, List<Rejection> refused) {
  public Selection {
    ranked = List.copyOf(ranked);
    refused = List.copyOf(refused);
  }
}
