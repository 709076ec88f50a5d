package io.hostward.simulation;

/**
 * How one contender did in one scenario.
 *
 * @param scenario the scenario's name
 * @param contender the contender's name
 * @param seed the seed of both
 * @param makespan seconds until the last file had arrived
 * @param bound seconds below which nobody can end
 * @param medianSeconds the median of the files' times
 * @param failures attempts that came to nothing
 */
public record Outcome(
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
