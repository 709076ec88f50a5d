package io.hostward.cli.text;

import java.time.Duration;
import java.util.Locale;

/**
 * Bytes per second as people write it: a {@link ByteSize} with or without {@code /s}.
 *
 * @param bytesPerSecond zero or more
 */
public record ByteRate(long bytesPerSecond) {

  /**
   * Reads a rate.
   *
   * @param text for example {@code 100MB} or {@code 100MB/s}
   * @throws IllegalArgumentException if it is none, or zero
   */
  public static ByteRate parse(String text) {
    String size = text.strip().toLowerCase(Locale.ROOT);
    long bytes =
        ByteSize.parse(size.endsWith("/s") ? size.substring(0, size.length() - 2) : size).bytes();
    if (bytes == 0) {
      throw new IllegalArgumentException("a rate is more than zero, was: '" + text + "'");
    }
    return new ByteRate(bytes);
  }

  /** Returns the mean rate of a transfer; a transfer of no time counts as one nanosecond. */
  public static ByteRate of(long bytes, Duration elapsed) {
    double seconds = Math.max(1, elapsed.toNanos()) / 1e9;
    return new ByteRate((long) (bytes / seconds));
  }

  /** Returns the rate in decimal megabytes, as networks are measured: {@code 118 MB/s}. */
  @Override
  public String toString() {
    return bytesPerSecond < 100_000
        ? Numbers.threeDigits(bytesPerSecond / 1e3) + " kB/s"
        : Numbers.threeDigits(bytesPerSecond / 1e6) + " MB/s";
  }
}
