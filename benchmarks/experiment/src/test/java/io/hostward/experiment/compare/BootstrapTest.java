package io.hostward.experiment.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static double[] draw(Random random, int count, double mean) {
    return random.doubles(count).map(u -> mean * (0.9 + 0.2 * u)).toArray();
  }

  /** Nominally 95 %; the percentile bootstrap of a median falls short of that with few runs. */
  @Test
  void theIntervalHoldsTheTrueRatioAboutAsOftenAsItSays() {
    Random random = new Random(1);
    int held = 0;
    int tries = 200;
    for (int i = 0; i < tries; i++) {
      Bootstrap.Interval interval =
          Bootstrap.ratio(draw(random, 9, 200), draw(random, 9, 100), 1).orElseThrow();
      held += interval.low() <= 2 && 2 <= interval.high() ? 1 : 0;
    }
    assertThat(held).isBetween(180, 200);
  }

  @Test
  void fewerThanFiveRunsGiveNoInterval() {
    Random random = new Random(1);
    assertThat(Bootstrap.ratio(draw(random, 4, 2), draw(random, 9, 1), 1)).isEmpty();
    assertThat(Bootstrap.ratio(draw(random, 9, 2), draw(random, 4, 1), 1)).isEmpty();
  }

  @Property(tries = 50)
  void theRatioLiesInItsInterval(@ForAll long seed) {
    Random random = new Random(seed);
    Bootstrap.Interval interval =
        Bootstrap.ratio(draw(random, 5, 3), draw(random, 7, 1), 1).orElseThrow();
    assertThat(interval.value()).isBetween(interval.low(), interval.high());
  }

  @Test
  void moreRatiosWidenEachInterval() {
    Random random = new Random(1);
    double[] these = draw(random, 9, 2);
    double[] those = draw(random, 9, 1);
    Bootstrap.Interval alone = Bootstrap.ratio(these, those, 1).orElseThrow();
    Bootstrap.Interval amongTen = Bootstrap.ratio(these, those, 10).orElseThrow();
    assertThat(amongTen.low()).isLessThan(alone.low());
    assertThat(amongTen.high()).isGreaterThan(alone.high());
  }

  @Test
  void medians() {
    assertThat(Bootstrap.median(new double[] {3, 1, 2})).isEqualTo(2);
    assertThat(Bootstrap.median(new double[] {4, 1, 2, 3})).isEqualTo(2.5);
  }
}
