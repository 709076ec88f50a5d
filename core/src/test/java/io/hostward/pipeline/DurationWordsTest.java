package io.hostward.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationWordsTest {
  @ParameterizedTest
  @CsvSource({
    "PT1S, 1 s",
    "PT0.05S, 50 ms",
    "PT1.5S, 1 s 500 ms",
    "PT2M30S, 2 min 30 s",
    "PT90M, 1 h 30 min",
    "PT48H, 2 d",
    "PT0.000001S, less than 1 ms",
  })
  void areReadAsPeopleWriteThem(Duration time, String words) {
    assertThat(DurationWords.of(time)).isEqualTo(words);
  }
}
