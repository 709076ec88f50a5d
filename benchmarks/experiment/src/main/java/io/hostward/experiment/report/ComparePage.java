package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** The parts of a comparison's page, those of one datastore after those of another. */
final class ComparePage {
  private final Html html;
  private final String base;
  private final String id;
  private final String to;

  private ComparePage(Html html, int index) {
    this.html = html;
    this.base = "/datastores/" + index;
    this.id = "-" + index;
    boolean several = html.at("/datastores").size() > 1;
    this.to = several ? " to [" + html.at(base + "/datastore").asText() + "]" : "";
  }

  static void write(Html html) {
    for (int i = 0; i < html.at("/datastores").size(); i++) {
      ComparePage page = new ComparePage(html, i);
      page.throughput();
      page.ways();
      page.progress();
      page.runs();
      page.rankings();
    }
  }

  private void heading(String words, String end) {
    html.raw("<section><h2>%s%s%s</h2>", words, to, end);
  }

  private void throughput() {
    heading("How fast was each way", "?");
    if (!to.isEmpty()) {
      html.raw("<p><strong>").text(base + "/answer").raw("</strong></p>");
    }
    html.raw("<p>");
    if (html.at("/files").asInt() > 1) {
      html.number("/files", Units::plain)
          .words(" files, ")
          .number("/concurrency", Units::plain)
          .words(" at once, ");
    }
    html.number("/bytes", Units::bytes)
        .words(" to [")
        .text(base + "/datastore")
        .words("]. Bars are medians; the line reaches from the slowest run to the fastest.")
        .raw("</p>");
    BarChart.draw(html, base + "/ways", "bars" + id, "Median rate of each way" + to);
    Tables.open(
        html,
        "Figures of each way" + to,
        "way",
        "runs",
        "median",
        "slowest to fastest",
        "time",
        "× relay",
        "to first byte",
        "CPU per GiB");
    for (int i = 0; i < html.at(base + "/ways").size(); i++) {
      way(base + "/ways/" + i);
    }
    Tables.close(html);
    html.raw(
        "<p class=\"note\">Behind × relay stands the interval that holds with 95 % for all ways"
            + " together, by the bootstrap; below five runs of each there is none. CPU is this"
            + " process's own.</p></section>");
  }

  private void way(String way) {
    html.raw("<tr><th scope=\"row\">").text(way + "/name").raw("</th><td>");
    html.number(way + "/runs", Units::plain);
    if (html.at(way + "/failed").asInt() > 0) {
      html.words(", ").number(way + "/failed", Units::plain).words(" failed");
    }
    html.raw("</td><td>").number(way + "/medianBytesPerSecond", Units::rate).raw("</td><td>");
    between(way + "/leastBytesPerSecond", way + "/mostBytesPerSecond", Units::rate);
    html.raw("</td><td>").number(way + "/medianSeconds", Units::seconds).raw("</td><td>");
    html.number(way + "/overRelay", Units::times);
    if (html.has(way + "/overRelayLow")) {
      html.words(" (");
      between(way + "/overRelayLow", way + "/overRelayHigh", Units::times);
      html.words(")");
    }
    html.raw("</td><td>");
    html.number(way + "/medianSecondsToFirstByte", Units::seconds).raw("</td><td>");
    html.number(way + "/cpuSecondsPerGib", Units::seconds).raw("</td></tr>");
  }

  private void between(String low, String high, DoubleFunction<String> format) {
    html.number(low, format);
    if (html.has(high)) {
      html.words(" to ").number(high, format);
    }
  }

  private void ways() {
    heading("Which way did the bytes go", "?");
    html.raw("<div class=\"grid\">");
    for (int i = 0; i < html.at(base + "/ways").size(); i++) {
      String way = base + "/ways/" + i;
      if (html.at(way + "/hops").size() > 0) {
        html.raw("<div><h3>").text(way + "/name").raw("</h3>");
        String name = html.at(way + "/name").asText();
        FlowDiagram.draw(
            html, way + "/hops", "flow" + id + "-" + i, "Way of the bytes" + to + ": " + name);
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
    for (JsonNode way : html.at(base + "/ways")) {
      for (JsonNode run : html.at(base + "/runs")) {
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
      heading("Bytes sent over time", "");
      html.raw(
          "<p>The first run of each way, by the upload's own events. The steeper, the faster.</p>");
      chart.draw(
          html, "progress" + id, "Bytes sent over time" + to + ", the first run of each way");
      html.raw("</section>");
    }
  }

  private void runs() {
    heading("Each run", "");
    html.raw("<details><summary>All runs%s, in their order</summary>", to);
    Tables.open(html, "All runs" + to, "way", "run", "repetition", "time", "rate", "carried by");
    for (int i = 0; i < html.at(base + "/runs").size(); i++) {
      String run = base + "/runs/" + i;
      html.raw("<tr><th scope=\"row\">").text(run + "/way").raw("</th><td>");
      html.number(run + "/order", Units::plain).raw("</td><td>");
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
    Tables.close(html);
    html.raw("</details></section>");
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
    for (int i = 0; i < html.at(base + "/rankings").size(); i++) {
      String ranking = base + "/rankings/" + i;
      html.raw("<section><h2>How <code>")
          .text(ranking + "/policy")
          .raw("</code> ranked the hosts%s</h2><ol class=\"ranking\">", to.replace(" to ", " of "));
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
