package io.hostward.simulation;

import java.util.List;
import java.util.Locale;

/**
 * Results as an SVG picture: for each scenario a block of bars, one for each contender, as long as
 * its makespan against the lower bound. Bars that would leave the picture are cut and say so.
 */
public final class Chart {
  private static final int LABEL = 210;
  private static final int WIDTH = 620;
  private static final int BAR = 16;
  private static final int BLOCK_GAP = 46;
  private static final double LONGEST = 4;
  private static final int TOP = 60;

  private Chart() {}

  /** Returns the SVG text. */
  public static String of(Results results) {
    int height =
        TOP + results.rows().stream().mapToInt(row -> row.cells().size() * BAR + BLOCK_GAP).sum();
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"11\">",
        LABEL + WIDTH + 170,
        height);
    line(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    line(
        svg,
        "<text x=\"10\" y=\"22\" font-size=\"15\">Makespan against the lower bound, mean of %d"
            + " seeds (1 is the best possible)</text>",
        results.seeds());
    int y = TOP;
    for (Results.Row row : results.rows()) {
      y = block(svg, row, y);
    }
    return svg.append("</svg>\n").toString();
  }

  private static int block(StringBuilder svg, Results.Row row, int top) {
    line(
        svg,
        "<text x=\"10\" y=\"%d\" font-weight=\"bold\">%s</text>",
        top - 4,
        escaped(row.scenario()));
    line(
        svg,
        "<text x=\"%d\" y=\"%d\" fill=\"#555\">%s; lower bound %.0f s</text>",
        130,
        top - 4,
        escaped(row.description()),
        row.bound());
    int y = top;
    for (Results.Cell cell : row.cells()) {
      bar(svg, cell, y);
      y += BAR;
    }
    double one = LABEL + WIDTH / LONGEST;
    line(
        svg,
        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222\""
            + " stroke-dasharray=\"3 2\"/>",
        one,
        top,
        one,
        y);
    return y + BLOCK_GAP;
  }

  private static void bar(StringBuilder svg, Results.Cell cell, int y) {
    boolean cut = cell.ratio() > LONGEST;
    double length = Math.min(cell.ratio(), LONGEST) / LONGEST * WIDTH;
    line(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
        LABEL - 6,
        y + 12,
        escaped(cell.contender()));
    line(
        svg,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        LABEL,
        y + 2,
        length,
        BAR - 4,
        color(cell.contender()));
    line(
        svg,
        "<text x=\"%.1f\" y=\"%d\">%.2f%s</text>",
        LABEL + length + 4,
        y + 12,
        cell.ratio(),
        cut ? " (cut)" : "");
  }

  private static String color(String contender) {
    if (contender.equals("least-loaded")) {
      return "#1b7837";
    }
    List<String> peers = Contender.peers().stream().map(Contender::name).toList();
    return peers.contains(contender) ? "#b2182b" : "#7fbf7b";
  }

  private static void line(StringBuilder svg, String pattern, Object... values) {
    svg.append(String.format(Locale.ROOT, pattern, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
