package io.hostward.simulation;

/**
 * How one contender did in one scenario.
 *
 * @param scenario the scenario's name
 * @param contender the contender's name
 * @param seed the seed of both
 * @param makespan seconds until the last file had arrived
 * @param bound seconds below which no choice can end
 * @param medianSeconds the median of the files' times
 * @param failures failed attempts
 */
public record SimOutcome(
    String scenario,
    String contender,
    long seed,
    double makespan,
    double bound,
    double medianSeconds,
    int failures) {
  /** Returns the makespan against the bound, at least 1. */
  public double ratio() {
    return makespan / bound;
  }
}
