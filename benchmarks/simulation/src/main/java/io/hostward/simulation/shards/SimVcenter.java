package io.hostward.simulation.shards;

/** Answers so many calls a second, one after the other, each with a latency besides. */
final class SimVcenter {
  private final Clockwork clock;
  private final double each;
  private final double latency;
  private double free;

  SimVcenter(Clockwork clock, double callsPerSecond, double latency) {
    this.clock = clock;
    this.each = 1 / callsPerSecond;
    this.latency = latency;
  }

  /** Makes calls, one when the one before is answered. */
  void call(int count, Runnable done) {
    if (count == 0) {
      done.run();
      return;
    }
    free = Math.max(clock.now(), free) + each;
    clock.at(free + latency, () -> call(count - 1, done));
  }
}
