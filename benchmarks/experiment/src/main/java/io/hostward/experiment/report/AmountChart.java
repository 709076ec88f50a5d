package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Bytes of machines or datastores as bars from zero, the first of a list that has the rest. */
final class AmountChart {
  private static final double WIDTH = 400;
  private static final double ROW = 38;
  private static final double LENGTH = 310;
  private static final double LENGTH_OF_TWO = 240;
  private static final double BAR = 14;
  private static final int LONGEST_NAME = 50;
  private static final int MOST = 12;

  private final Html html;
  private final List<String> fields;
  private final double scale;

  private AmountChart(Html html, List<String> fields, double scale) {
    this.html = html;
    this.fields = fields;
    this.scale = scale;
  }

  /**
   * Draws.
   *
   * @param pointer to a list of what has a {@code name}, those with the most bytes first
   * @param fields of amounts that are laid end to end, two at most
   */
  static void draw(Html html, String pointer, List<String> fields, String id, String name) {
    double most = 1;
    for (JsonNode one : html.at(pointer)) {
      most = Math.max(most, fields.stream().mapToDouble(field -> one.at(field).asDouble()).sum());
    }
    double length = fields.size() > 1 ? LENGTH_OF_TWO : LENGTH;
    new AmountChart(html, fields, length / Units.niceAbove(most))
        .draw(pointer, Units.niceAbove(most), id, name);
  }

  private void draw(String pointer, double top, String id, String name) {
    int rows = Math.min(MOST, html.at(pointer).size());
    double height = rows * ROW + 22;
    html.raw(
        "<svg class=\"bars\" role=\"img\" aria-labelledby=\"%s\" viewBox=\"0 0 %.0f %.0f\">"
            + "<title id=\"%s\">%s</title>",
        id, WIDTH, height, id, name);
    for (int i = 0; i <= 2; i++) {
      double x = 4 + top * i / 2 * scale;
      html.raw(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%.1f\" class=\"gridline\"/>"
              + "<text x=\"%.1f\" y=\"%.1f\" class=\"tick%s\">%s</text>",
          x, x, height - 16, x, height - 3, i == 0 ? " first" : "", Units.bytes(top * i / 2));
    }
    for (int i = 0; i < rows; i++) {
      bar(pointer + "/" + i, i * ROW);
    }
    html.raw("</svg>");
    if (html.at(pointer).size() > MOST) {
      html.raw(
          "<p class=\"note\">The first %s of %s; the table has all.</p>",
          MOST, html.at(pointer).size());
    }
  }

  private void bar(String one, double top) {
    String name = html.at(one + "/name").asText();
    html.raw(
        "<text x=\"4\" y=\"%.1f\">%s</text>",
        top + 13, name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name);
    double x = 4;
    double middle = top + 18 + BAR / 2;
    for (int i = 0; i < fields.size(); i++) {
      double length = html.at(one + fields.get(i)).asDouble() * scale;
      if (length > 0) {
        html.raw(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"bar%s\"/>",
            x, top + 18, length, BAR, i == 0 ? "" : " peer");
      }
      x += length;
    }
    html.raw("<text x=\"%.1f\" y=\"%.1f\" class=\"value\">", x + 6, middle + 4);
    List<String> shown =
        fields.stream().filter(field -> html.at(one + field).asDouble() > 0).toList();
    for (String field : shown.isEmpty() ? fields.subList(0, 1) : shown) {
      html.words(field.equals(shown.isEmpty() ? field : shown.get(0)) ? "" : " + ");
      html.tspan(one + field, Units::bytes);
    }
    html.raw("</text>");
  }
}
