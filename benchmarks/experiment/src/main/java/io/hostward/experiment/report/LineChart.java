package io.hostward.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Lines over time on axes that begin at zero, told apart by colour, dashes and a legend. */
final class LineChart {
  private static final double WIDTH = 400;
  private static final double HEIGHT = 190;
  private static final double LEFT = 68;
  private static final double RIGHT = 392;
  private static final double TOP = 10;
  private static final double BOTTOM = 166;

  /** So many lines have a look of their own; the others are grey. */
  private static final int LOOKS = 6;

  private final List<Line> lines = new ArrayList<>();
  private final List<double[]> shades = new ArrayList<>();
  private final DoubleFunction<String> unit;
  private final boolean steps;

  private record Line(String name, List<double[]> points) {}

  /**
   * A chart.
   *
   * @param unit writes values of the upright axis
   * @param steps whether a value holds from the point before
   */
  LineChart(DoubleFunction<String> unit, boolean steps) {
    this.unit = unit;
    this.steps = steps;
  }

  /** Adds a line. */
  void line(String name, List<double[]> points) {
    lines.add(new Line(name, points));
  }

  /** Marks a time. */
  void shade(double from, double to) {
    shades.add(new double[] {from, to});
  }

  void draw(Html html, String id, String name) {
    double most = 1;
    double longest = 1e-3;
    for (Line line : lines) {
      for (double[] point : line.points()) {
        longest = Math.max(longest, point[0]);
        most = Math.max(most, point[1]);
      }
    }
    double top = Units.niceAbove(most);
    double right = longest;
    double[] scale = {(RIGHT - LEFT) / right, (BOTTOM - TOP) / top};
    html.raw(
        "<svg class=\"lines\" role=\"img\" aria-labelledby=\"%s\" viewBox=\"0 0 %.0f %.0f\">"
            + "<title id=\"%s\">%s</title>",
        id, WIDTH, HEIGHT, id, name);
    for (double[] shade : shades) {
      html.raw(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"shade\"/>",
          LEFT + shade[0] * scale[0],
          TOP,
          Math.max(2, (shade[1] - shade[0]) * scale[0]),
          BOTTOM - TOP);
    }
    axes(html, top, right, scale);
    // What has no look of its own lies below; dashes lie above what is whole, and show it.
    for (int i = LOOKS; i < lines.size(); i++) {
      line(html, i, scale);
    }
    for (int i = 0; i < Math.min(LOOKS, lines.size()); i++) {
      line(html, i, scale);
    }
    html.raw("</svg>");
    legend(html);
  }

  private void line(Html html, int index, double[] scale) {
    html.raw("<path d=\"%s\" class=\"line %s\"/>", path(lines.get(index), scale), look(index));
  }

  private void axes(Html html, double top, double right, double[] scale) {
    for (int i = 0; i <= 2; i++) {
      double value = top * i / 2;
      double y = BOTTOM - value * scale[1];
      html.raw(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" class=\"gridline\"/>"
              + "<text x=\"%.1f\" y=\"%.1f\" class=\"tick end\">%s</text>",
          LEFT, RIGHT, y, y, LEFT - 4, y + 4, unit.apply(value));
    }
    html.raw(
        "<text x=\"%.1f\" y=\"%.1f\" class=\"tick first\">0 s</text>"
            + "<text x=\"%.1f\" y=\"%.1f\" class=\"tick end\">%s</text>",
        LEFT, BOTTOM + 16, RIGHT, BOTTOM + 16, Units.seconds(right));
  }

  private String path(Line line, double[] scale) {
    StringBuilder path = new StringBuilder();
    for (double[] point : line.points()) {
      double x = LEFT + point[0] * scale[0];
      double y = BOTTOM - Math.max(0, point[1]) * scale[1];
      if (path.isEmpty()) {
        path.append(String.format(java.util.Locale.ROOT, "M%.1f %.1f", x, y));
      } else {
        path.append(
            String.format(
                java.util.Locale.ROOT, steps ? "V%2$.1fH%1$.1f" : "L%1$.1f %2$.1f", x, y));
      }
    }
    return path.isEmpty() ? "M0 0" : path.toString();
  }

  private void legend(Html html) {
    html.raw("<ul class=\"legend\">");
    for (int i = 0; i < lines.size(); i++) {
      html.raw(
          "<li><svg aria-hidden=\"true\" viewBox=\"0 0 30 10\">"
              + "<path d=\"M1 5H29\" class=\"line %s\"/></svg> %s</li>",
          look(i), lines.get(i).name());
    }
    html.raw("</ul>");
  }

  private static String look(int index) {
    return index < LOOKS ? "s" + (index + 1) : "rest";
  }
}
