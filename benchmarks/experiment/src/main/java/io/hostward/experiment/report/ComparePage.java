package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The parts of a comparison's page. */
final class ComparePage {
  private final Html html;

  private ComparePage(Html html) {
    this.html = html;
  }

  static void write(Html html) {
    ComparePage page = new ComparePage(html);
    page.throughput();
    page.ways();
    page.progress();
    page.runs();
    page.rankings();
  }

  private void throughput() {
    html.raw("<section><h2>How fast was each way?</h2><p>");
    if (html.at("/files").asInt() > 1) {
      html.number("/files", Units::plain)
          .words(" files, ")
          .number("/concurrency", Units::plain)
          .words(" at once, ");
    }
    html.number("/bytes", Units::bytes)
        .words(" to [")
        .text("/datastore")
        .words("]. Bars are medians; the line reaches from the slowest run to the fastest.")
        .raw("</p>");
    BarChart.draw(html, "/ways", "bars", "Median rate of each way");
    html.raw(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Figures of each way\">"
            + "<table><thead><tr><th scope=\"col\">way</th><th scope=\"col\">runs</th>"
            + "<th scope=\"col\">failed</th><th scope=\"col\">median</th>"
            + "<th scope=\"col\">slowest</th><th scope=\"col\">fastest</th>"
            + "<th scope=\"col\">time</th><th scope=\"col\">× relay</th>"
            + "<th scope=\"col\">95 % interval</th>"
            + "<th scope=\"col\">to first byte</th><th scope=\"col\">CPU per GiB</th></tr></thead>"
            + "<tbody>");
    for (int i = 0; i < html.at("/ways").size(); i++) {
      way("/ways/" + i);
    }
    html.raw(
        "</tbody></table></div><p class=\"note\">The intervals hold for all ways together, by the"
            + " bootstrap; below five runs of each there is none.</p></section>");
  }

  private void way(String way) {
    html.raw("<tr><th scope=\"row\">").text(way + "/name").raw("</th><td>");
    html.number(way + "/runs", Units::plain).raw("</td><td>");
    html.number(way + "/failed", Units::plain).raw("</td><td>");
    html.number(way + "/medianBytesPerSecond", Units::rate).raw("</td><td>");
    html.number(way + "/leastBytesPerSecond", Units::rate).raw("</td><td>");
    html.number(way + "/mostBytesPerSecond", Units::rate).raw("</td><td>");
    html.number(way + "/medianSeconds", Units::seconds).raw("</td><td>");
    html.number(way + "/overRelay", Units::times).raw("</td><td>");
    if (html.has(way + "/overRelayLow")) {
      html.number(way + "/overRelayLow", Units::times).words(" to ");
      html.number(way + "/overRelayHigh", Units::times);
    } else {
      html.words("–");
    }
    html.raw("</td><td>");
    html.number(way + "/medianSecondsToFirstByte", Units::seconds).raw("</td><td>");
    html.number(way + "/cpuSecondsPerGib", Units::seconds).raw("</td></tr>");
  }

  private void ways() {
    html.raw("<section><h2>Which way did the bytes go?</h2><div class=\"grid\">");
    for (int i = 0; i < html.at("/ways").size(); i++) {
      String way = "/ways/" + i;
      if (html.at(way + "/hops").size() > 0) {
        html.raw("<div><h3>").text(way + "/name").raw("</h3>");
        FlowDiagram.draw(
            html,
            way + "/hops",
            "flow" + i,
            "Way of the bytes: " + html.at(way + "/name").asText());
        html.raw("</div>");
      }
    }
    html.raw(
        "</div><p class=\"note\">Grey: not taken. Lines are the wider the more bytes they carried."
            + "</p></section>");
  }

  /** The first run of each way that tells how far it had come. */
  private void progress() {
    LineChart chart = new LineChart(Units::bytes, false);
    boolean any = false;
    for (JsonNode way : html.at("/ways")) {
      for (JsonNode run : html.at("/runs")) {
        if (run.at("/way").equals(way.at("/name")) && run.at("/progress").size() > 1) {
          List<double[]> points = new ArrayList<>();
          run.at("/progress")
              .forEach(
                  moment ->
                      points.add(
                          new double[] {
                            moment.at("/seconds").asDouble(), moment.at("/bytes").asDouble()
                          }));
          chart.line(way.at("/name").asText(), points);
          any = true;
          break;
        }
      }
    }
    if (any) {
      html.raw(
          "<section><h2>Bytes sent over time</h2><p>The first run of each way, by the upload's own"
              + " events. The steeper, the faster.</p>");
      chart.draw(html, "progress", "Bytes sent over time, the first run of each way");
      html.raw("</section>");
    }
  }

  private void runs() {
    html.raw(
        "<section><h2>Each run</h2><details><summary>All runs, in their order</summary>"
            + "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"All runs\">"
            + "<table><thead><tr><th scope=\"col\">way</th><th scope=\"col\">repetition</th>"
            + "<th scope=\"col\">time</th><th scope=\"col\">rate</th>"
            + "<th scope=\"col\">carried by</th></tr></thead><tbody>");
    for (int i = 0; i < html.at("/runs").size(); i++) {
      String run = "/runs/" + i;
      html.raw("<tr><th scope=\"row\">").text(run + "/way").raw("</th><td>");
      html.number(run + "/repetition", Units::plain).raw("</td><td>");
      html.number(run + "/seconds", Units::seconds).raw("</td><td>");
      if (html.at(run + "/ok").asBoolean()) {
        html.number(run + "/bytesPerSecond", Units::rate);
      } else {
        html.words("failed: ").text(run + "/error");
      }
      html.raw("</td><td>");
      carriers(run + "/carriers");
      html.raw("</td></tr>");
    }
    html.raw("</tbody></table></div></details></section>");
  }

  private void carriers(String carriers) {
    for (int i = 0; i < html.at(carriers).size(); i++) {
      String one = carriers + "/" + i;
      html.words(i == 0 ? "" : ", ");
      if (html.has(one + "/host")) {
        html.text(one + "/host");
      } else {
        html.words("vCenter's relay");
      }
      html.words(" (").number(one + "/files", Units::plain).words(")");
    }
  }

  private void rankings() {
    for (int i = 0; i < html.at("/rankings").size(); i++) {
      String ranking = "/rankings/" + i;
      html.raw("<section><h2>How <code>")
          .text(ranking + "/policy")
          .raw("</code> ranked the hosts</h2><ol class=\"ranking\">");
      for (int host = 0; host < html.at(ranking + "/hosts").size(); host++) {
        String one = ranking + "/hosts/" + host;
        html.raw("<li><strong>").text(one + "/name").raw("</strong>");
        if (html.has(one + "/score")) {
          html.words(", score ").number(one + "/score", Units::times);
        } else {
          html.words(", refused");
        }
        html.words(": ").text(one + "/reason").raw("</li>");
      }
      html.raw("</ol></section>");
    }
  }
}
