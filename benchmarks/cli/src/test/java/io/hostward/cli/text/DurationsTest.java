package io.hostward.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"90, PT90S", "90s, PT90S", "10m, PT10M", "1h30m, PT1H30M", "2D, PT48H"})
  void readsTimes(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0m", "m", "1x", "-5s", "10m1h", "1.5h"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Property
  void secondsAreReadBack(@ForAll @IntRange(min = 1) int seconds) {
    assertThat(Durations.parse(seconds + "s")).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0:00", "PT67S, 1:07", "PT59M59S, 59:59", "PT1H2M3S, 1:02:03"})
  void writesAClock(Duration duration, String text) {
    assertThat(Durations.clock(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT0.0414S, 0.041 s", "PT1.234S, 1.23 s", "PT12.34S, 12.3 s"})
  void writesSeconds(Duration duration, String text) {
    assertThat(Durations.seconds(duration)).isEqualTo(text);
  }
}
