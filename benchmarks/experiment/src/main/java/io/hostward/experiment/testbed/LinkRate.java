package io.hostward.experiment.testbed;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The speed of a link in bits per second, as those who lay networks say it. Units are decimal.
 *
 * @param bitsPerSecond 1 Mbit/s to 100 Gbit/s
 */
public record LinkRate(long bitsPerSecond) {
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?) ?([kmg])?bit(?:/s)?");
  private static final String PREFIXES = "kmg";
  private static final long LEAST = 1_000_000;
  private static final long MOST = 100_000_000_000L;
  private static final long GIGA = 1_000_000_000;

  /** Checks the range. */
  public LinkRate {
    if (bitsPerSecond < LEAST || bitsPerSecond > MOST) {
      throw new IllegalArgumentException(
          "the rate of a link is 1Mbit to 100Gbit, was: " + bitsPerSecond + "bit");
    }
  }

  /**
   * Reads a rate.
   *
   * @param text for example {@code 1Gbit}, {@code 400Mbit} or {@code 2.5 Gbit/s}
   * @throws IllegalArgumentException if it is none, or out of range
   */
  public static LinkRate parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the rate of a link is a number with a unit, for example 1Gbit or 400Mbit, was: '"
              + text
              + "'");
    }
    String prefix = matcher.group(2);
    int power = prefix == null ? 0 : 1 + PREFIXES.indexOf(prefix);
    BigDecimal bits =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1000).pow(power));
    // Far below the limit, where a long would overflow.
    return new LinkRate(bits.min(BigDecimal.valueOf(2 * MOST)).longValue());
  }

  /** Returns the bytes per second that it carries, headers included. */
  public long bytesPerSecond() {
    return bitsPerSecond / 8;
  }

  /** Returns for example {@code 1 Gbit/s}, which {@link #parse} reads. */
  @Override
  public String toString() {
    boolean giga = bitsPerSecond >= GIGA;
    BigDecimal value =
        BigDecimal.valueOf(bitsPerSecond).movePointLeft(giga ? 9 : 6).stripTrailingZeros();
    return value.toPlainString() + (giga ? " Gbit/s" : " Mbit/s");
  }
}
