package io.hostward.experiment.trace;

import java.util.List;

/**
 * An explanation of which host vCenter takes, and how it stands against what was seen.
 *
 * @param rule for example {@code the first mount in vCenter's order}
 * @param standing whether it holds
 * @param rounds the rounds in which it allowed some hosts and not others
 * @param against the first round that refutes it, 0 if none does
 * @param would the hosts that it would have taken in that round, or else in the first; their names
 */
public record Explanation(
    String rule, Standing standing, int rounds, int against, List<String> would) {
  /** Copies the list. */
  public Explanation {
    would = List.copyOf(would);
  }

  /** How an explanation stands. */
  public enum Standing {
    /** It agrees with each round in which it says anything. */
    AGREES,
    /** It would have taken another host. */
    REFUTED,
    /** It says nothing here: it allows every host, or none, or no round could tell. */
    SILENT
  }
}
