package io.hostward.cli.text;

import io.hostward.net.Printable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes as people write it. Units go as in GNU coreutils: {@code K}, {@code KiB} are
 * 1024 bytes, {@code KB} is 1000; likewise M, G, T. Upper and lower case mean the same.
 *
 * @param bytes zero or more
 */
public record ByteSize(long bytes) {
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?) ?(?:([KMGT])(I?B)?|B)?");
  private static final String PREFIXES = "KMGT";
  private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB");

  /** Checks the range. */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is zero or more bytes, was: " + bytes);
    }
  }

  /**
   * Reads a size; a fraction of a byte is dropped.
   *
   * @param text for example {@code 256MiB}, {@code 1.5G}, {@code 1000000}
   * @throws IllegalArgumentException if it is no size, or too large for 63 bits
   */
  public static ByteSize parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a size is a number with an optional unit, for example 256MiB, 1.5G or 100MB, was: '"
              + Printable.of(text)
              + "'");
    }
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(unit(matcher));
    try {
      return new ByteSize(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "a size is less than 8192 PiB, was: '" + Printable.of(text) + "'", e);
    }
  }

  private static BigDecimal unit(Matcher matcher) {
    String prefix = matcher.group(2);
    if (prefix == null) {
      return BigDecimal.ONE;
    }
    int base = "B".equals(matcher.group(3)) ? 1000 : 1024;
    return BigDecimal.valueOf(base).pow(1 + PREFIXES.indexOf(prefix));
  }

  /**
   * Returns the size in the largest decimal unit that fits, for example {@code 1.5 GB}: sizes stand
   * beside rates, which are decimal everywhere.
   */
  @Override
  public String toString() {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 1000 && unit < UNITS.size() - 1) {
      value /= 1000;
      unit++;
    }
    return Numbers.threeDigits(value) + " " + UNITS.get(unit);
  }
}
