package io.hostward.cli.text;

import java.util.Locale;

/** Draws progress as one line, never wider than the terminal. */
final class ProgressBar {
  private static final int NARROWEST_BAR = 10;
  private static final int WIDEST_BAR = 40;

  private ProgressBar() {}

  /**
   * Returns the line: label, bar, percent, bytes, rate and time left; on a narrow terminal the bar
   * goes first, then the label is cut.
   *
   * @param columns the terminal's width, one or more
   */
  static String draw(ProgressFigures progress, int columns) {
    String figures = figures(progress);
    int label = Math.min(Columns.width(progress.label()), Math.max(8, columns / 3));
    int bar = Math.min(WIDEST_BAR, columns - label - figures.length() - 6);
    if (bar < NARROWEST_BAR) {
      return Columns.fit(Columns.fit(progress.label(), label) + "  " + figures, columns);
    }
    return Columns.fit(progress.label(), label) + "  [" + bar(progress, bar) + "]  " + figures;
  }

  private static String bar(ProgressFigures progress, int width) {
    int done = (int) Math.floor(progress.share() * width);
    String head = done < width ? ">" : "";
    return "=".repeat(done) + head + " ".repeat(width - done - head.length());
  }

  // Padded, so that the bar does not jump when a figure gets longer.
  private static String figures(ProgressFigures progress) {
    return String.format(
        Locale.ROOT,
        "%4s  %8s  %9s  %s",
        progress.percent(),
        new ByteSize(progress.bytes()),
        progress.rate().map(ByteRate::toString).orElse(""),
        progress.remaining().map(left -> "ETA " + Durations.clock(left)).orElse("        "));
  }
}
