package io.hostward.cli.text;

import java.util.Locale;

/** Numbers in the shape that fits a narrow column, the same in every country. */
final class Numbers {
  private Numbers() {}

  /** Returns up to three significant digits: {@code 1.5}, {@code 12}, {@code 1024}. */
  static String threeDigits(double value) {
    if (value >= 99.95) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    String text = String.format(Locale.ROOT, value >= 9.995 ? "%.1f" : "%.2f", value);
    return text.replaceFirst("\\.?0+$", "");
  }
}
