package io.hostward.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final long GB = 1_000_000_000L;

  @Test
  void drawsLabelBarAndFigures() {
    ProgressFigures half =
        new ProgressFigures("disk.iso", GB, 2 * GB, Optional.of(new ByteRate(100_000_000)));

    assertThat(ProgressBar.draw(List.of(half), 80).get(0))
        .isEqualTo(
            "disk.iso  [===============>               ]   50%      1 GB   100 MB/s  ETA 0:10");
  }

  @Test
  void dropsTheBarWhereThereIsNoRoom() {
    ProgressFigures done =
        new ProgressFigures("disk.iso", GB, GB, Optional.of(new ByteRate(100_000_000)));

    assertThat(ProgressBar.draw(List.of(done), 50).get(0))
        .isEqualTo("disk.iso  100%      1 GB   100 MB/s  ETA 0:00");
  }

  @Property
  void isNeverWiderThanTheTerminal(
      @ForAll String label,
      @ForAll @LongRange(min = 0) long bytes,
      @ForAll @LongRange(min = 0) long more,
      @ForAll Optional<@LongRange(min = 0) Long> rate,
      @ForAll @IntRange(min = 1, max = 300) int columns) {
    long total = Math.max(bytes, more);
    ProgressFigures progress = new ProgressFigures(label, bytes, total, rate.map(ByteRate::new));

    assertThat(Columns.width(ProgressBar.draw(List.of(progress), columns).get(0)))
        .isLessThanOrEqualTo(columns);
  }

  @Property
  void saysHundredPercentOnlyAtTheEnd(
      @ForAll @LongRange(min = 0) long bytes, @ForAll @LongRange(min = 0) long more) {
    long total = Math.max(bytes, more);
    String percent = new ProgressFigures("x", bytes, total, Optional.empty()).percent();

    assertThat(percent.equals("100%")).isEqualTo(bytes == total);
  }

  @Test
  void aLineSaysItInWords() {
    ProgressFigures half =
        new ProgressFigures("disk.iso", GB, 2 * GB, Optional.of(new ByteRate(100_000_000)));

    assertThat(half.line()).isEqualTo("disk.iso: 50%, 1 GB of 2 GB, 100 MB/s, 0:10 left");
  }
}
