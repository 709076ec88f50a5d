package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hostward.net.HostAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Limits, on a clock that only the test moves. */
class BandwidthTest {
  private static final int MB = 1_000_000;
  private static final long MILLISECOND = 1_000_000;
  private static final HostAddress ONE = new HostAddress("esx1", 443);
  private static final HostAddress OTHER = new HostAddress("esx2", 443);

  private final AtomicLong clock = new AtomicLong(-5);
  private final Bandwidth bandwidth = new Bandwidth(clock::get);

  @Property(tries = 200)
  void aNegativeRateIsRefusedAndChangesNothing(
      @ForAll @LongRange(min = Long.MIN_VALUE, max = -1) long rate,
      @ForAll @LongRange(min = 0) long before) {
    bandwidth.limit(before);
    bandwidth.limitPerHost(before);
    assertThatThrownBy(() -> bandwidth.limit(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was: " + rate);
    assertThatThrownBy(() -> bandwidth.limitPerHost(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was: " + rate);
    assertThat(bandwidth.limit()).isEqualTo(before);
    assertThat(bandwidth.limitPerHost()).isEqualTo(before);
  }

  /**
   * Whatever moves, more or less than was claimed: the average holds, and nobody waits for ever.
   */
  @Property(tries = 200)
  void theAverageHolds(
      @ForAll @IntRange(min = 1, max = 8) int transfers,
      @ForAll @LongRange(min = 10, max = 2_000_000_000L) long rate,
      @ForAll long seed) {
    Random random = new Random(seed);
    Bandwidth bandwidth = new Bandwidth(clock::get);
    bandwidth.limit(rate);
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < transfers; i++) {
      shares.add(bandwidth.share(random.nextBoolean() ? ONE : OTHER));
    }
    long begun = clock.get();
    long moved = 0;
    int largest = 0;
    for (int round = 0; round < 400; round++) {
      Share share = shares.get(random.nextInt(transfers));
      if (share.delay(256 << 10) == 0) {
        assertThat(share.size()).isPositive();
        largest = Math.max(largest, share.size());
        int bytes = random.nextInt(share.size() + 1);
        share.spend(bytes);
        moved += bytes;
      }
      clock.addAndGet(random.nextInt(20) * MILLISECOND);
      double seconds = (clock.get() - begun) / 1e9;
      assertThat((double) moved).isLessThanOrEqualTo(rate * (seconds + 0.05) + largest + 1);
    }
    for (Share share : shares) {
      var unused = share.delay(1);
    }
    clock.addAndGet(60_000 * MILLISECOND);
    shares.forEach(share -> assertThat(share.delay(1)).isZero());
  }

  @Test
  void withoutLimitsNothingWaits() {
    Share share = bandwidth.share(ONE);
    for (int i = 0; i < 1000; i++) {
      assertThat(share.delay(256 << 10)).isZero();
      assertThat(share.size()).isEqualTo(256 << 10);
      share.spend(256 << 10);
    }
  }

  @Test
  void aBusyHostHoldsNoOtherUp() {
    bandwidth.limitPerHost(MB);
    Share busy = bandwidth.share(ONE);
    Share alsoBusy = bandwidth.share(new HostAddress("ESX1", 902));
    move(busy, 5 * MB);

    assertThat(busy.delay(MB)).isPositive();
    assertThat(alsoBusy.delay(MB)).isPositive();
    assertThat(bandwidth.share(OTHER).delay(MB)).isZero();
  }

  @Test
  void thoseWhoWaitGoInTheOrderOfAsking() {
    bandwidth.limit(MB);
    move(bandwidth.share(ONE), 100_000);
    Share first = bandwidth.share(ONE);
    Share second = bandwidth.share(OTHER);
    assertThat(first.delay(50_000)).isPositive();
    assertThat(second.delay(50_000)).isPositive();

    clock.addAndGet(101 * MILLISECOND);
    assertThat(second.delay(50_000)).isPositive();
    assertThat(first.delay(50_000)).isZero();
    clock.addAndGet(50 * MILLISECOND);
    assertThat(second.delay(50_000)).isZero();
  }

  @Test
  void anotherLimitHoldsForThoseWhoWaitAlready() {
    bandwidth.limit(1000);
    Share share = bandwidth.share(ONE);
    move(share, MB);
    clock.addAndGet(100_000 * MILLISECOND);
    assertThat(share.delay(MB)).isPositive();

    bandwidth.limit(9 * MB);
    clock.addAndGet(99 * MILLISECOND);
    assertThat(share.delay(MB)).isPositive();
    clock.addAndGet(2 * MILLISECOND);
    assertThat(share.delay(MB)).isZero();

    move(share, MB);
    assertThat(share.delay(MB)).isPositive();
    bandwidth.limit(0);
    assertThat(share.delay(MB)).isZero();
  }

  @Test
  void aClaimThatIsGivenUpHoldsNobodyUp() {
    bandwidth.limit(MB);
    for (int i = 0; i < 1000; i++) {
      Share cancelled = bandwidth.share(ONE);
      assertThat(cancelled.delay(100_000)).isZero();
      cancelled.spend(0);
    }
  }

  private static void move(Share share, long bytes) {
    var unused = share.delay(1);
    share.spend(bytes);
  }
}
