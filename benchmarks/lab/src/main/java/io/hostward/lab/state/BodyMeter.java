package io.hostward.lab.state;

/** Counts the bodies of files that one host takes, by whichever entrance. Thread-safe. */
public final class BodyMeter {
  private int now;
  private int most;
  private long whole;

  /** A body begins. */
  public synchronized void begin() {
    now++;
    most = Math.max(most, now);
  }

  /**
   * A body ends.
   *
   * @param complete whether all of it came
   */
  public synchronized void end(boolean complete) {
    now--;
    whole += complete ? 1 : 0;
  }

  /** How many are under way. */
  public synchronized int now() {
    return now;
  }

  /** The most that ever were under way at the same time. */
  public synchronized int most() {
    return most;
  }

  /** How many came whole. */
  public synchronized long whole() {
    return whole;
  }
}
