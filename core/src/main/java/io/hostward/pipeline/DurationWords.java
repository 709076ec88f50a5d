package io.hostward.pipeline;

import java.time.Duration;
import java.util.StringJoiner;

/** A duration as people write it, for messages: {@code 50 ms}, {@code 2 min 30 s}. */
final class DurationWords {
  private DurationWords() {}

  /** In whole milliseconds. */
  static String of(Duration time) {
    StringJoiner words = new StringJoiner(" ");
    add(words, time.toDays(), "d");
    add(words, time.toHoursPart(), "h");
    add(words, time.toMinutesPart(), "min");
    add(words, time.toSecondsPart(), "s");
    add(words, time.toMillisPart(), "ms");
    return words.length() == 0 ? "less than 1 ms" : words.toString();
  }

  private static void add(StringJoiner words, long count, String unit) {
    if (count > 0) {
      words.add(count + " " + unit);
    }
  }
}
