package io.hostward.experiment.report;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a number as people see it on a page. */
final class Shown {
  private static final Pattern NUMBER =
      Pattern.compile("(−?)([\\d.]+)(?: ([kMG]?bit|B|kB|MB|GB|TB|s|ms|%)(?:/s)?)?");
  private static final Map<String, Double> UNITS =
      Map.ofEntries(
          Map.entry("bit", 1.),
          Map.entry("kbit", 1e3),
          Map.entry("Mbit", 1e6),
          Map.entry("Gbit", 1e9),
          Map.entry("B", 1.),
          Map.entry("kB", 1e3),
          Map.entry("MB", 1e6),
          Map.entry("GB", 1e9),
          Map.entry("TB", 1e12),
          Map.entry("s", 1.),
          Map.entry("ms", 1e-3),
          Map.entry("%", 1e-2));

  private Shown() {}

  static double value(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      throw new AssertionError("no number: '" + text + "'");
    }
    double unit = matcher.group(3) == null ? 1 : UNITS.get(matcher.group(3));
    return (matcher.group(1).isEmpty() ? 1 : -1) * Double.parseDouble(matcher.group(2)) * unit;
  }
}
