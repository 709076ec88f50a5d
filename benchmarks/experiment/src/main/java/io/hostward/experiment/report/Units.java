package io.hostward.experiment.report;

import java.util.Locale;

/** Numbers as people write them: units of 1000, as networks are measured. */
public final class Units {
  private Units() {}

  /** Returns an amount, for example {@code 1.50 GB}. */
  public static String bytes(double bytes) {
    return scaled(bytes, new String[] {"B", "kB", "MB", "GB", "TB"});
  }

  /** Returns a rate, for example {@code 1.50 GB/s}. */
  public static String rate(double bytesPerSecond) {
    return bytes(bytesPerSecond) + "/s";
  }

  static String bits(double bitsPerSecond) {
    return scaled(bitsPerSecond, new String[] {"bit/s", "kbit/s", "Mbit/s", "Gbit/s"});
  }

  /** Returns a time, for example {@code 1.50 s}, or {@code 15 ms} below a tenth of a second. */
  public static String seconds(double seconds) {
    double size = Math.abs(seconds);
    return (seconds < 0 ? "−" : "")
        + (size < 0.1 && size != 0 ? plain(Math.rint(size * 1e3)) + " ms" : digits(size) + " s");
  }

  static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  /** Cut and not rounded: no more is claimed than was found. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", Math.floor(share * 1e4) / 1e2);
  }

  private static String scaled(double value, String[] units) {
    double size = Math.abs(value);
    int unit = 0;
    while (size >= 999.5 && unit < units.length - 1) {
      size /= 1_000;
      unit++;
    }
    return (value < 0 ? "−" : "") + (unit == 0 ? plain(size) : digits(size)) + " " + units[unit];
  }

  private static String digits(double value) {
    return String.format(
        Locale.ROOT, value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f", value);
  }

  /** The least of 1, 2 or 5 times a power of ten that is not below. */
  static double niceAbove(double value) {
    if (value <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= value * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
