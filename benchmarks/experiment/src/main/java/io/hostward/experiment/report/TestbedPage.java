package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The parts of the page about a run in the testbed. */
final class TestbedPage {
  /** What less than this part of the file passed is questions, answers and acknowledgements. */
  private static final double MUCH = 0.1;

  private final Html html;

  private TestbedPage(Html html) {
    this.html = html;
  }

  static void write(Html html) {
    TestbedPage page = new TestbedPage(html);
    page.flows();
    page.throughput();
    page.interfaces();
    page.links();
    page.copies();
  }

  private void flows() {
    html.raw("<section><h2>Which way did the bytes go?</h2>");
    for (int i = 0; i < html.at("/summaries").size(); i++) {
      String summary = "/summaries/" + i;
      html.raw("<div class=\"grid\">");
      for (int way = 0; way < html.at(summary + "/ways").size(); way++) {
        flow(summary, summary + "/ways/" + way, "flow" + i + "-" + way);
      }
      html.raw("</div>");
    }
    html.raw(
        "<p class=\"note\">Bytes are those of all copies that arrived, as the kernel counted them"
            + " at the receiver, headers included. Rates are medians. Grey: not taken. Lines are the wider the more bytes"
            + " they carried.</p></section>");
  }

  private void flow(String summary, String way, String id) {
    html.raw("<div><h3>[").text(summary + "/datastore").words("] ").text(way + "/name");
    if (html.has(way + "/medianBytesPerSecond")) {
      html.words(": ").number(way + "/medianBytesPerSecond", Units::rate);
    }
    html.raw("</h3>");
    if (html.at(way + "/hops").size() > 0) {
      FlowDiagram.draw(html, way + "/hops", id, "Way of the bytes, " + nameOf(summary, way));
    } else {
      html.raw("<p class=\"note\">No file arrived.</p>");
    }
    html.raw("</div>");
  }

  private String nameOf(String summary, String way) {
    return "[" + html.at(summary + "/datastore").asText() + "] " + html.at(way + "/name").asText();
  }

  private void throughput() {
    html.raw("<section><h2>How fast was each way?</h2><p>A file of ")
        .number("/bytes", Units::bytes)
        .words(", rounds: ")
        .number("/rounds", Units::plain)
        .words(". Bars are medians; the line reaches from the slowest copy to the fastest.")
        .raw("</p><div class=\"grid\">");
    for (int i = 0; i < html.at("/summaries").size(); i++) {
      String summary = "/summaries/" + i;
      html.raw("<div><h3>[").text(summary + "/datastore").raw("]</h3>");
      String store = html.at(summary + "/datastore").asText();
      BarChart.draw(
          html, summary + "/ways", "bars" + i, "Median rate of each way to [" + store + "]");
      html.raw("</div>");
    }
    html.raw("</div>");
    Tables.open(
        html,
        "Figures of each way",
        "datastore",
        "way",
        "copies",
        "failed",
        "median",
        "least",
        "most");
    for (int i = 0; i < html.at("/summaries").size(); i++) {
      for (int way = 0; way < html.at("/summaries/" + i + "/ways").size(); way++) {
        row("/summaries/" + i, "/summaries/" + i + "/ways/" + way);
      }
    }
    Tables.close(html);
    html.raw("</section>");
  }

  private void row(String summary, String way) {
    html.raw("<tr><th scope=\"row\">").text(summary + "/datastore").raw("</th><td>");
    html.text(way + "/name").raw("</td><td>");
    html.number(way + "/copies", Units::plain).raw("</td><td>");
    html.number(way + "/failed", Units::plain).raw("</td><td>");
    html.number(way + "/medianBytesPerSecond", Units::rate).raw("</td><td>");
    html.number(way + "/leastBytesPerSecond", Units::rate).raw("</td><td>");
    html.number(way + "/mostBytesPerSecond", Units::rate).raw("</td></tr>");
  }

  /** Of the first copy of each way that arrived. */
  private void interfaces() {
    html.raw(
        "<section><h2>What passed the interfaces?</h2><p>The first copy each way that arrived, by"
            + " the kernel's counters. What little passed the others is left out.</p>"
            + "<div class=\"grid\">");
    for (int i = 0; i < html.at("/summaries").size(); i++) {
      String summary = "/summaries/" + i;
      for (int way = 0; way < html.at(summary + "/ways").size(); way++) {
        JsonNode copy = first(html.at(summary), html.at(summary + "/ways/" + way));
        if (copy.at("/meters").size() > 1) {
          String name = nameOf(summary, summary + "/ways/" + way);
          html.raw("<div><h3>").words(name).raw("</h3>");
          chart(copy).draw(html, "meters" + i + "-" + way, "Rates at the interfaces, " + name);
          html.raw("</div>");
        }
      }
    }
    html.raw("</div></section>");
  }

  private JsonNode first(JsonNode summary, JsonNode way) {
    for (JsonNode copy : html.at("/copies")) {
      if (copy.at("/ok").asBoolean()
          && copy.at("/way").equals(way.at("/way"))
          && copy.at("/datastore").equals(summary.at("/datastore"))) {
        return copy;
      }
    }
    return html.at("/none");
  }

  private LineChart chart(JsonNode copy) {
    LineChart chart = new LineChart(Units::rate, true);
    Set<String> nodes = new LinkedHashSet<>();
    copy.at("/interfaces").fieldNames().forEachRemaining(nodes::add);
    double much = html.at("/bytes").asDouble() * MUCH;
    for (String node : nodes) {
      for (String direction : List.of("received", "sent")) {
        if (copy.at("/interfaces").path(node).path(direction).asDouble() > much) {
          chart.line(node + " " + direction, rates(copy.at("/meters"), node, direction));
        }
      }
    }
    return chart;
  }

  /** Between one reading and the next. */
  private static List<double[]> rates(JsonNode meters, String node, String direction) {
    List<double[]> points = new ArrayList<>();
    for (int i = 1; i < meters.size(); i++) {
      double seconds = seconds(meters, i) - seconds(meters, i - 1);
      if (seconds > 0) {
        double bytes = bytes(meters, i, node, direction) - bytes(meters, i - 1, node, direction);
        if (points.isEmpty()) {
          points.add(new double[] {seconds(meters, i - 1), bytes / seconds});
        }
        points.add(new double[] {seconds(meters, i), bytes / seconds});
      }
    }
    return points;
  }

  private static double seconds(JsonNode meters, int index) {
    return meters.path(index).path("seconds").asDouble();
  }

  private static double bytes(JsonNode meters, int index, String node, String direction) {
    return meters.path(index).path("interfaces").path(node).path(direction).asDouble();
  }

  private void links() {
    html.raw("<section><h2>What it was measured in</h2>");
    Tables.open(html, "Machines", "machine", "address", "link");
    for (int i = 0; i < html.at("/testbed/nodes").size(); i++) {
      String node = "/testbed/nodes/" + i;
      html.raw("<tr><th scope=\"row\">").text(node + "/name").raw("</th><td>");
      html.text(node + "/address").raw("</td><td>");
      html.number(node + "/bitsPerSecond", Units::bits).raw("</td></tr>");
    }
    Tables.close(html);
    if (html.has("/testbed/far")) {
      html.raw("<p>").text("/testbed/far").words(" is far away: a round trip takes ");
      html.number("/testbed/farRoundTripMillis", Units::plain).raw(" ms.</p>");
    }
    html.raw("</section>");
  }

  private void copies() {
    html.raw("<section><h2>Each copy</h2><details><summary>All copies, in their order</summary>");
    Tables.open(html, "All copies", "datastore", "round", "way", "time", "rate", "carried by");
    for (int i = 0; i < html.at("/copies").size(); i++) {
      String copy = "/copies/" + i;
      html.raw("<tr><th scope=\"row\">").text(copy + "/datastore").raw("</th><td>");
      html.number(copy + "/round", Units::plain).raw("</td><td>");
      html.words(html.at(copy + "/way").asText().equals("RELAY") ? "relay" : "direct");
      html.raw("</td><td>").number(copy + "/seconds", Units::seconds).raw("</td><td>");
      if (html.at(copy + "/ok").asBoolean()) {
        html.number(copy + "/bytesPerSecond", Units::rate);
      } else {
        html.words("failed: ").text(copy + "/error");
      }
      html.raw("</td><td>");
      if (html.has(copy + "/carrier")) {
        html.text(copy + "/carrier");
      } else {
        html.words("no one host");
      }
      html.raw("</td></tr>");
    }
    Tables.close(html);
    html.raw("</details></section>");
  }
}
