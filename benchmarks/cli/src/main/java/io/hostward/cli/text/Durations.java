package io.hostward.cli.text;

import io.hostward.net.Printable;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}. */
public final class Durations {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?=\\d)(?:(\\d{1,10})d)?(?:(\\d{1,10})h)?(?:(\\d{1,10})m)?(?:(\\d{1,10})s?)?");

  private Durations() {}

  /**
   * Reads a duration; a bare number means seconds.
   *
   * @throws IllegalArgumentException if it is none, or zero
   */
  public static Duration parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
    Duration duration =
        !matcher.matches()
            ? Duration.ZERO
            : Duration.ofDays(part(matcher, 1))
                .plusHours(part(matcher, 2))
                .plusMinutes(part(matcher, 3))
                .plusSeconds(part(matcher, 4));
    if (duration.isZero()) {
      throw new IllegalArgumentException(
          "a time is more than zero and written like 90s, 10m or 1h30m, was: '"
              + Printable.of(text)
              + "'");
    }
    return duration;
  }

  private static long part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** Returns minutes and seconds, with hours where there are any: {@code 0:07}, {@code 1:02:03}. */
  public static String clock(Duration duration) {
    long seconds = duration.toSeconds();
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** Returns seconds with as many decimals as matter: {@code 0.041 s}, {@code 12.3 s}. */
  public static String seconds(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    String format = seconds < 1 ? "%.3f s" : seconds < 10 ? "%.2f s" : "%.1f s";
    return String.format(Locale.ROOT, format, seconds);
  }
}
