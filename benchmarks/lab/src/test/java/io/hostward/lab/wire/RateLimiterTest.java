package io.hostward.lab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class RateLimiterTest {
  /** A sender that waits as told is never faster than the cap, but for the slack. */
  @Property
  void capHolds(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 100_000) Integer> chunks) {
    RateLimiter limiter = new RateLimiter(1_000_000);
    long start = System.nanoTime();
    long now = start;
    long bytes = 0;
    for (int chunk : chunks) {
      limiter.spend(chunk, now);
      bytes += chunk;
      now += limiter.waitNanos(now);
    }
    long due = bytes * 1000;
    assertThat(now - start).isBetween(due - 25_000_000, due + 25_000_000);
  }

  @Example
  void noCapMeansNoWaiting() {
    RateLimiter limiter = new RateLimiter(0);
    limiter.spend(Long.MAX_VALUE);

    assertThat(limiter.waitNanos()).isZero();
  }
}
