package io.hostward.simulation;

/** Bytes on their way over a few shared resources. */
final class FluidFlow {
  final int[] resources;
  final double size;
  final Runnable done;
  double sent;
  double rate;
  boolean settled;

  /**
   * A flow.
   *
   * @param resources what it needs, by number
   * @param size bytes
   * @param done runs when all bytes have arrived
   */
  FluidFlow(int[] resources, double size, Runnable done) {
    this.resources = resources;
    this.size = size;
    this.done = done;
  }

  boolean isDone() {
    // A thousandth of a byte is rounding.
    return size - sent < 1e-3;
  }
}
