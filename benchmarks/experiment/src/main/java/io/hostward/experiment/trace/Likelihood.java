package io.hostward.experiment.trace;

/**
 * How much more likely an excess is on the host that carried the bytes than on one that did not.
 *
 * <p>What others move scatters with heavy tails (Student's t with three degrees of freedom), and
 * now and then something begins that was not there before: a burst of any size. The share of such
 * bursts is counted in the host's own last hour, and is never zero, so that no single look at a
 * counter is ever worth more than a hundred or so of such hours.
 */
final class Likelihood {
  /** Headers of Ethernet, IP and TCP: between nothing and six bytes in a hundred. */
  private static final double OVERHEAD = 1.03;

  private static final double OVERHEAD_SPREAD = 0.04;

  /** Bursts are of any size over four orders of magnitude, each order as likely as the others. */
  private static final double BURST_ORDERS = Math.log(10_000);

  /** Of Student's t with three degrees of freedom at 0. */
  private static final double PEAK = 2 / (Math.PI * Math.sqrt(3));

  /**
   * What a second witness is worth at most: a datastore's counter of writes may be dead, as on
   * vSAN, where it is one chance in ten for it to tell nothing.
   */
  private static final double DEAD = 0.1;

  private Likelihood() {}

  /** The natural logarithm of that ratio. */
  static double logRatio(Excess excess, double sent) {
    double blurred = Math.hypot(excess.scale(), OVERHEAD_SPREAD * sent);
    double carrier = density(excess.bytes() - OVERHEAD * sent, blurred, excess.bursts(), sent);
    double other = density(excess.bytes(), excess.scale(), excess.bursts(), sent);
    return Math.log(carrier / other);
  }

  /** The same for a counter that may be dead. */
  static double logRatioOfWitness(Excess excess, double sent) {
    return Math.log((1 - DEAD) * Math.exp(Math.min(50, logRatio(excess, sent))) + DEAD);
  }

  private static double density(double off, double scale, double bursts, double sent) {
    double ratio = off / scale;
    double usual = PEAK / scale / Math.pow(1 + ratio * ratio / 3, 2);
    double burst = 1 / (BURST_ORDERS * Math.max(Math.abs(off), sent / 100));
    return (1 - bursts) * usual + bursts * burst;
  }
}
