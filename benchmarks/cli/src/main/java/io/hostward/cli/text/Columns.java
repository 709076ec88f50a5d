package io.hostward.cli.text;

/** How many columns of a terminal a text takes. */
final class Columns {
  private Columns() {}

  /** Returns the columns at most: every character far beyond Latin and Greek counts as wide. */
  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  /**
   * Returns as much of the text's beginning as fits, with an ellipsis of dots if that is not all.
   */
  static String fit(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    String dots = ".".repeat(Math.max(0, Math.min(3, columns)));
    StringBuilder kept = new StringBuilder();
    int left = columns - dots.length();
    for (int codePoint : text.codePoints().toArray()) {
      left -= width(codePoint);
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(codePoint);
    }
    return kept + dots;
  }

  /** Returns the text in just so many columns: cut, or filled up with blanks. */
  static String pad(String text, int columns) {
    String fitting = fit(text, columns);
    return fitting + " ".repeat(columns - width(fitting));
  }

  private static int width(int codePoint) {
    return codePoint < 0x1100 ? 1 : 2;
  }
}
