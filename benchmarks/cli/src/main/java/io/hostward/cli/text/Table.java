package io.hostward.cli.text;

import io.hostward.net.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows of text in aligned columns; the first row is the heading. Not thread-safe. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();

  /**
   * A table with these columns.
   *
   * @param headings one for each; a heading that begins with {@code >} aligns its column to the
   *     right and is printed without it
   */
  public Table(String... headings) {
    List<String> first = new ArrayList<>();
    for (String heading : headings) {
      boolean toTheRight = heading.startsWith(">");
      right.add(toTheRight);
      first.add(toTheRight ? heading.substring(1) : heading);
    }
    rows.add(first);
  }

  /** Adds a row of as many cells as there are headings; what would break its line is escaped. */
  public void row(String... cells) {
    if (cells.length != right.size()) {
      throw new IllegalArgumentException(
          "a row has " + right.size() + " cells, was: " + cells.length);
    }
    rows.add(Stream.of(cells).map(Printable::whole).toList());
  }

  /** Returns the lines, without blanks at their ends. */
  public List<String> lines() {
    int[] widths = new int[right.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - Columns.width(row.get(i)));
      line.append(i == 0 ? "" : GAP);
      line.append(right.get(i) ? padding + row.get(i) : row.get(i) + padding);
    }
    return line.toString().stripTrailing();
  }

  /** Returns the lines with a line break after each. */
  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines()) + System.lineSeparator();
  }
}
