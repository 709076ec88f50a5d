package io.hostward.bulk.progress;

/**
 * What there is to do, and what has become of it. The parts never come to more than the whole:
 * {@code there + arrived + failed} is {@code planned} at most.
 *
 * @param planned all
 * @param there stood there before this run
 * @param arrived delivered by this run
 * @param failed will not be delivered by this run
 */
public record Tally(Amount planned, Amount there, Amount arrived, Amount failed) {
  /** Nothing at all. */
  public static final Tally NONE = new Tally(Amount.NONE, Amount.NONE, Amount.NONE, Amount.NONE);

  /**
   * Some deliveries.
   *
   * @param deliveries how many
   * @param bytes of their files together, as they were when they were planned
   */
  public record Amount(long deliveries, long bytes) {
    public static final Amount NONE = new Amount(0, 0);

    public Amount plus(Amount other) {
      return new Amount(deliveries + other.deliveries, bytes + other.bytes);
    }

    public Amount minus(Amount other) {
      return new Amount(deliveries - other.deliveries, bytes - other.bytes);
    }
  }

  /** Returns both together. */
  public Tally plus(Tally other) {
    return new Tally(
        planned.plus(other.planned),
        there.plus(other.there),
        arrived.plus(other.arrived),
        failed.plus(other.failed));
  }

  /** The same, with one more that was there already. */
  public Tally withThere(long bytes) {
    return new Tally(planned, there.plus(new Amount(1, bytes)), arrived, failed);
  }

  /** The same, with one more that arrived. */
  public Tally withArrived(long bytes) {
    return new Tally(planned, there, arrived.plus(new Amount(1, bytes)), failed);
  }

  /** The same, with more that arrived. */
  public Tally withArrived(Amount more) {
    return new Tally(planned, there, arrived.plus(more), failed);
  }

  /** The same, with more that failed. */
  public Tally withFailed(Amount more) {
    return new Tally(planned, there, arrived, failed.plus(more));
  }

  /** Returns what is neither there nor failed. */
  public Amount open() {
    return planned.minus(there).minus(arrived).minus(failed);
  }
}
