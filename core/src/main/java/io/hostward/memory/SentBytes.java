package io.hostward.memory;

import java.time.Duration;
import java.time.Instant;

/**
 * How many bytes this process sent to a host lately. Load counters show these bytes too, only
 * later; subtract them to know the load that others cause.
 *
 * <p>Immutable. The last five minutes are known, in steps of five seconds.
 */
public final class SentBytes {
  public static final Duration STEP = Duration.ofSeconds(5);

  /** How many steps are remembered. */
  public static final int STEPS = 64;

  /** Nothing was sent. */
  public static final SentBytes NONE = new SentBytes(0, new double[0]);

  private final long lastStep;
  private final double[] bytes;

  private SentBytes(long lastStep, double[] bytes) {
    this.lastStep = lastStep;
    this.bytes = bytes;
  }

  /**
   * The bytes of each step.
   *
   * @param end the end of the last step, a multiple of {@link #STEP} since the epoch
   * @param bytesPerStep the bytes of each step, oldest first
   */
  public static SentBytes of(Instant end, double... bytesPerStep) {
    return new SentBytes(end.getEpochSecond() / STEP.toSeconds() - 1, bytesPerStep.clone());
  }

  /**
   * Returns the bytes per second sent in a span of time; outside of the steps that are known
   * nothing counts as sent.
   *
   * @param end the end of the span
   * @param span its length, at least one step
   */
  public double rate(Instant end, Duration span) {
    if (bytes.length == 0) {
      return 0;
    }
    double stepSeconds = STEP.toSeconds();
    double to = (end.getEpochSecond() + end.getNano() / 1e9) / stepSeconds;
    double from = to - span.toNanos() / 1e9 / stepSeconds;
    long first = lastStep - bytes.length + 1;
    double sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      double overlap = Math.min(first + i + 1.0, to) - Math.max((double) (first + i), from);
      if (overlap > 0) {
        sum += overlap * bytes[i];
      }
    }
    return sum / (span.toNanos() / 1e9);
  }
}
