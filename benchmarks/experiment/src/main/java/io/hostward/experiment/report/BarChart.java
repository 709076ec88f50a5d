package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;

/** Median rates as bars from zero, with a line from the slowest run to the fastest. */
final class BarChart {
  private static final double WIDTH = 400;
  private static final double ROW = 44;
  private static final double LENGTH = 300;
  private static final double BAR = 16;
  private static final int LONGEST = 50;

  private BarChart() {}

  /**
   * Draws.
   *
   * @param pointer to a list of ways
   */
  static void draw(Html html, String pointer, String id, String name) {
    JsonNode ways = html.at(pointer);
    double most = 1;
    for (JsonNode way : ways) {
      most = Math.max(most, way.at("/mostBytesPerSecond").asDouble());
    }
    double scale = LENGTH / Units.niceAbove(most);
    double height = ways.size() * ROW + 22;
    html.raw(
        "<svg class=\"bars\" role=\"img\" aria-labelledby=\"%s\" viewBox=\"0 0 %.0f %.0f\">"
            + "<title id=\"%s\">%s</title>",
        id, WIDTH, height, id, name);
    axis(html, Units.niceAbove(most), scale, height);
    for (int i = 0; i < ways.size(); i++) {
      bar(html, pointer + "/" + i, i * ROW, scale);
    }
    html.raw("</svg>");
  }

  private static void axis(Html html, double most, double scale, double height) {
    for (int i = 0; i <= 2; i++) {
      double value = most * i / 2;
      double x = 4 + value * scale;
      html.raw(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%.1f\" class=\"gridline\"/>"
              + "<text x=\"%.1f\" y=\"%.1f\" class=\"tick%s\">%s</text>",
          x, x, height - 16, x, height - 3, i == 0 ? " first" : "", Units.rate(value));
    }
  }

  private static void bar(Html html, String way, double top, double scale) {
    html.raw(
        "<text x=\"4\" y=\"%.1f\" class=\"row\">%s</text>",
        top + 13, cut(html.at(way + "/name").asText()));
    if (!html.has(way + "/medianBytesPerSecond")) {
      html.raw("<text x=\"4\" y=\"%.1f\" class=\"note\">no file arrived</text>", top + 31);
      return;
    }
    double length = html.at(way + "/medianBytesPerSecond").asDouble() * scale;
    double least = 4 + html.at(way + "/leastBytesPerSecond").asDouble() * scale;
    double most = 4 + html.at(way + "/mostBytesPerSecond").asDouble() * scale;
    double middle = top + 19 + BAR / 2;
    html.raw(
        "<rect x=\"4\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"bar\"/>"
            + "<path d=\"M%.1f %.1fH%.1fM%.1f %.1fv8M%.1f %.1fv8\" class=\"spread\"/>",
        top + 19, length, BAR, least, middle, most, least, middle - 4, most, middle - 4);
    html.svgNumber(
        Math.max(most, 4 + length) + 6,
        middle + 4,
        "value",
        way + "/medianBytesPerSecond",
        Units::rate);
  }

  /** What fits; the table below has the whole. */
  private static String cut(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "…" : name;
  }
}
