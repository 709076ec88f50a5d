package io.hostward.ranking;

import java.util.List;

/**
 * A policy's answer: each host that mounts the datastore is either ranked or refused.
 *
 * @param policy the policy's name
 * @param ranked the usable hosts, best first
 * @param refused the others
 * @param relay whether vCenter's relay may take the upload if no ranked host does, as far as the
 *     policy is concerned; a request that allows the relay alone gets it all the same
 * @param notes what whoever wrote the policy should know of it here, such as a name in it that
 *     matches no host, or a ranked host that is unusable; a line each
 */
public record Selection(
    String policy,
    List<RankedHost> ranked,
    List<Rejection> refused,
    boolean relay,
    List<String> notes) {
  /** Copies the lists. */
  public Selection {
    ranked = List.copyOf(ranked);
    refused = List.copyOf(refused);
    notes = List.copyOf(notes);
  }

  /** A selection that leaves the last resort to the relay, without notes. */
  public Selection(String policy, List<RankedHost> ranked, List<Rejection> refused) {
    this(policy, ranked, refused, true, List.of());
  }
}
