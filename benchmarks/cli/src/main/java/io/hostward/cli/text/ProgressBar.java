package io.hostward.cli.text;

import java.util.List;
import java.util.Locale;

/** Draws progress as lines that are never wider than the terminal. */
final class ProgressBar {
  private static final int NARROWEST_BAR = 10;
  private static final int WIDEST_BAR = 40;

  private ProgressBar() {}

  /** Returns a line for each, with their bars below one another. */
  static List<String> draw(List<ProgressFigures> progress, int columns) {
    int widest = progress.stream().mapToInt(p -> Columns.width(p.label())).max().orElse(0);
    return progress.stream().map(line -> draw(line, widest, columns)).toList();
  }

  /**
   * Returns the line: label, bar, percent, bytes, rate and time left; on a narrow terminal the bar
   * goes first, then the label is cut.
   *
   * @param widest columns of the widest label that it stands below or above
   * @param columns the terminal's width, one or more
   */
  private static String draw(ProgressFigures progress, int widest, int columns) {
    String figures = figures(progress);
    int label = Math.min(widest, Math.max(8, columns / 3));
    int bar = Math.min(WIDEST_BAR, columns - label - figures.length() - 6);
    if (bar < NARROWEST_BAR) {
      return Columns.fit(Columns.pad(progress.label(), label) + "  " + figures, columns);
    }
    return Columns.pad(progress.label(), label) + "  [" + bar(progress, bar) + "]  " + figures;
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
