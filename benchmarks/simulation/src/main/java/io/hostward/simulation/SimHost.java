package io.hostward.simulation;

/**
 * A host of the simulation.
 *
 * @param name its name
 * @param line bytes per second of its network line
 * @param network share of the line that others use; they do not give way
 * @param cpu share of the processors that others use
 * @param memory share of the memory in use, which does not slow uploads
 * @param diesAt seconds after the start; from then on it is silent. Infinity for never
 * @param site where it stands
 */
record SimHost(
    String name, double line, Curve network, Curve cpu, double memory, double diesAt, int site) {
  /**
   * How many times its line a host could take if nothing but processors mattered: encryption and
   * checksums of a full line need half of them.
   */
  private static final double CPU_LINES = 2;

  /** Returns bytes per second that uploads can get in all. */
  double capacity(double time) {
    if (time >= diesAt) {
      return 0;
    }
    double byNetwork = line * (1 - network.at(time));
    double byCpu = CPU_LINES * line * (1 - cpu.at(time));
    return Math.min(byNetwork, byCpu);
  }
}
