package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;

/** Times against the best possible as bars, with a line to the worst seed and one at 1. */
final class RatioChart {
  private static final double WIDTH = 400;
  private static final double ROW = 20;
  private static final double BAR = 12;
  private static final double LEFT = 146;
  private static final double RIGHT = 346;

  /** What is longer is cut, and ends in an arrow: relays would make all others look alike. */
  private static final double LONGEST = 4;

  private static final int LONGEST_NAME = 17;

  private final Html html;
  private final double longest;

  private RatioChart(Html html, double longest) {
    this.html = html;
    this.longest = longest;
  }

  /**
   * Draws.
   *
   * @param pointer to a list of contenders
   */
  static void draw(Html html, String pointer, String id, String name) {
    double worst = 2;
    for (JsonNode contender : html.at(pointer)) {
      worst = Math.max(worst, Math.ceil(contender.at("/worstOverBound").asDouble()));
    }
    new RatioChart(html, Math.min(LONGEST, worst)).draw(pointer, id, name);
  }

  private void draw(String pointer, String id, String name) {
    int rows = html.at(pointer).size();
    double height = rows * ROW + 20;
    html.raw(
        "<svg class=\"ratios\" role=\"img\" aria-labelledby=\"%s\" viewBox=\"0 0 %.0f %.0f\">"
            + "<title id=\"%s\">%s</title>",
        id, WIDTH, height, id, name);
    for (int i = 0; i <= longest; i++) {
      html.raw(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%.1f\" class=\"gridline\"/>"
              + "<text x=\"%.1f\" y=\"%.1f\" class=\"tick\">%s</text>",
          x(i), x(i), height - 16, x(i), height - 3, i);
    }
    for (int i = 0; i < rows; i++) {
      bar(pointer + "/" + i, i * ROW);
    }
    html.raw(
        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%.1f\" class=\"best\"/></svg>",
        x(1), x(1), height - 16);
  }

  private double x(double ratio) {
    return LEFT + Math.min(longest, ratio) * (RIGHT - LEFT) / longest;
  }

  private void bar(String contender, double top) {
    String name = html.at(contender + "/name").asText();
    double mean = html.at(contender + "/overBound").asDouble();
    double worst = html.at(contender + "/worstOverBound").asDouble();
    double middle = top + 3 + BAR / 2;
    html.raw(
        "<text x=\"%.1f\" y=\"%.1f\" class=\"end\">%s</text>"
            + "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"bar%s\"/>"
            + "<path d=\"M%.1f %.1fH%.1f%s\" class=\"spread\"/>",
        LEFT - 6,
        middle + 4,
        name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name,
        LEFT,
        top + 3,
        x(mean) - LEFT,
        BAR,
        html.at(contender + "/peer").asBoolean() ? " peer" : "",
        x(mean),
        middle,
        x(worst),
        worst > longest ? "m-5 -4l5 4l-5 4" : "m0 -4v8");
    html.svgNumber(
        x(Math.max(mean, worst)) + 6, middle + 4, "value", contender + "/overBound", Units::times);
  }
}
