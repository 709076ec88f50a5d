package io.hostward.lab.wire;

/**
 * A bandwidth shared by many connections: bytes are spent first and waited for afterwards, so that
 * no chunk is ever split. Thread-safe.
 */
public final class RateLimiter {
  /** How far spending may run ahead before anyone waits. */
  private static final long SLACK_NANOS = 20_000_000;

  private final long bytesPerSecond;
  private long paidUntil;

  /** A limiter; 0 bytes per second stands for no limit. */
  public RateLimiter(long bytesPerSecond) {
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "bytes per second must not be negative, was: " + bytesPerSecond);
    }
    this.bytesPerSecond = bytesPerSecond;
    this.paidUntil = System.nanoTime();
  }

  boolean capped() {
    return bytesPerSecond > 0;
  }

  /** Spends bytes that have passed or are about to. */
  public void spend(long bytes) {
    spend(bytes, System.nanoTime());
  }

  /** Nanoseconds to wait before the next bytes may pass; 0 for none. */
  public long waitNanos() {
    return waitNanos(System.nanoTime());
  }

  void spend(long bytes, long now) {
    if (bytesPerSecond == 0) {
      return;
    }
    long cost = (long) (bytes * 1e9 / bytesPerSecond);
    synchronized (this) {
      paidUntil = Math.max(paidUntil, now) + cost;
    }
  }

  long waitNanos(long now) {
    if (bytesPerSecond == 0) {
      return 0;
    }
    synchronized (this) {
      long ahead = paidUntil - now;
      return ahead <= SLACK_NANOS ? 0 : ahead;
    }
  }
}
