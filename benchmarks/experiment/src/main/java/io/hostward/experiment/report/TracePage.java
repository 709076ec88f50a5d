package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.hostward.net.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The parts of a trace's page. */
final class TracePage {
  private static final double SAMPLE = 20;

  private final Html html;

  private TracePage(Html html) {
    this.html = html;
  }

  static void write(Html html) {
    TracePage page = new TracePage(html);
    int rounds = html.at("/rounds").size();
    if (rounds > 1) {
      page.favourite();
    }
    for (int i = 0; i < rounds; i++) {
      page.round("/rounds/" + i, i, rounds > 1);
    }
  }

  private void favourite() {
    html.raw("<section><h2>Is it always the same host?</h2><ul>");
    html.at("/seen")
        .fieldNames()
        .forEachRemaining(
            host ->
                html.raw("<li>%s in ", host)
                    .number("/seen/" + host.replace("~", "~0").replace("/", "~1"), Units::plain)
                    .words(" of ")
                    .words(Printable.count(html.at("/rounds").size(), "round"))
                    .raw("</li>"));
    html.raw("</ul>");
    if (html.at("/explanations").size() > 0) {
      explanations();
    }
    html.raw("</section>");
  }

  private void explanations() {
    html.raw(
        "<h3>The obvious explanations</h3>"
            + "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Explanations\">"
            + "<table><thead><tr><th scope=\"col\">explanation</th><th scope=\"col\">standing</th>"
            + "<th scope=\"col\">would have taken</th></tr></thead><tbody>");
    for (int i = 0; i < html.at("/explanations").size(); i++) {
      String one = "/explanations/" + i;
      html.raw("<tr><th scope=\"row\">").text(one + "/rule").raw("</th><td>");
      switch (html.at(one + "/standing").asText()) {
        case "AGREES" ->
            html.words("agrees wherever it says anything, in ")
                .number(one + "/rounds", Units::plain)
                .words(html.at(one + "/rounds").asInt() == 1 ? " round" : " rounds");
        case "REFUTED" -> html.words("refuted by round ").number(one + "/against", Units::plain);
        default -> html.words("says nothing here");
      }
      html.raw("</td><td>");
      for (int host = 0; host < html.at(one + "/would").size(); host++) {
        html.words(host == 0 ? "" : ", ").text(one + "/would/" + host);
      }
      html.raw("</td></tr>");
    }
    html.raw(
        "</tbody></table></div><p>An explanation that names one host of several agrees now and then"
            + " by chance.</p>");
  }

  private void round(String round, int index, boolean several) {
    html.raw("<section><h2>");
    if (several) {
      html.words("Round ").number(round + "/number", Units::plain).words(": ");
    }
    if (html.has(round + "/host")) {
      html.text(round + "/host");
    } else {
      html.words(several ? "it cannot be told" : "It cannot be told");
    }
    html.raw("</h2>");
    doubts(round);
    html.raw("<h3>The way of the bytes</h3>");
    FlowDiagram.draw(html, round + "/hops", "flow" + index, "The way of the bytes");
    html.raw(
        "<p class=\"note\">Grey: not taken. Lines are the wider the more bytes they carried.</p>");
    prediction(round);
    html.raw("<h3>What the hosts' counters say</h3>");
    hosts(round, index);
    int last = html.at(round + "/files").size() - 1;
    if (last >= 0) {
      html.raw("<h3>What each host received over time</h3>");
      rates(round + "/files/" + last, "rates" + index);
    }
    html.raw("</section>");
  }

  private void doubts(String round) {
    int doubts = html.at(round + "/doubts").size();
    if (doubts > 0) {
      html.raw("<ul class=\"doubts\">");
      for (int i = 0; i < doubts; i++) {
        html.raw("<li>").text(round + "/doubts/" + i).raw("</li>");
      }
      html.raw("</ul>");
    }
  }

  private void prediction(String round) {
    if (html.has(round + "/predicted")) {
      html.raw("<p>The policy <code>vcenter-default</code> would have predicted ")
          .text(round + "/predicted")
          .words(
              !html.has(round + "/predictionHeld")
                  ? "."
                  : html.at(round + "/predictionHeld").asBoolean()
                      ? ", and was right."
                      : ", and was wrong.")
          .raw("</p>");
    }
  }

  private void hosts(String round, int index) {
    html.raw(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Hosts of round %s\">"
            + "<table><thead><tr><th scope=\"col\">host</th><th scope=\"col\">probability</th>"
            + "<th scope=\"col\">received beyond usual</th><th scope=\"col\">written beyond usual</th>"
            + "<th scope=\"col\">usually varies by</th><th scope=\"col\">note</th></tr></thead><tbody>",
        index + 1);
    for (int i = 0; i < html.at(round + "/hosts").size(); i++) {
      String host = round + "/hosts/" + i;
      html.raw("<tr><th scope=\"row\">").text(host + "/name").raw("</th><td>");
      html.number(host + "/probability", Units::percent).raw("</td><td>");
      html.number(host + "/receivedBytes", Units::bytes).raw("</td><td>");
      html.number(host + "/writtenBytes", Units::bytes).raw("</td><td>");
      html.number(host + "/usualBytes", Units::bytes).raw("</td><td>");
      if (html.has(host + "/clockAheadSeconds")) {
        html.words("its clock is off vCenter's by ")
            .number(host + "/clockAheadSeconds", Units::seconds)
            .words(" or more ");
      }
      if (html.has(host + "/unseen")) {
        html.text(host + "/unseen");
      }
      html.raw("</td></tr>");
    }
    html.raw("</tbody></table></div>");
  }

  private void rates(String file, String id) {
    JsonNode series = html.at(file + "/series");
    Instant begin = null;
    for (JsonNode one : series) {
      if (one.at("/ends").size() > 0) {
        Instant first = Instant.parse(one.at("/ends/0").asText());
        begin = begin == null || first.isBefore(begin) ? first : begin;
      }
    }
    if (begin == null) {
      html.raw("<p>No host showed samples of that time.</p>");
      return;
    }
    Instant origin = begin.minusSeconds((long) SAMPLE);
    LineChart chart = new LineChart(Units::rate, true);
    for (JsonNode one : series) {
      chart.line(one.at("/name").asText(), points(one, origin));
    }
    chart.shade(
        since(origin, html.at(file + "/from").asText()),
        since(origin, html.at(file + "/to").asText()));
    chart.draw(html, id, "Bytes per second that each host received, in samples of 20 s");
    html.raw("<p class=\"note\">Shaded: when the file was sent, ")
        .number(file + "/bytes", Units::bytes)
        .words(" in ")
        .number(file + "/seconds", Units::seconds);
    if (html.has(file + "/bytesPerSecond")) {
      html.words(", at ").number(file + "/bytesPerSecond", Units::rate);
    }
    html.words(
            "; each step is the mean of 20 s, so that it stays below that where the file took"
                + " less.")
        .raw("</p>");
  }

  private static List<double[]> points(JsonNode series, Instant origin) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < series.at("/ends").size(); i++) {
      JsonNode rate = series.at("/bytesPerSecond/" + i);
      if (rate.isNumber()) {
        double end = since(origin, series.at("/ends/" + i).asText());
        if (points.isEmpty()) {
          points.add(new double[] {end - SAMPLE, rate.asDouble()});
        }
        points.add(new double[] {end, rate.asDouble()});
      }
    }
    return points;
  }

  private static double since(Instant origin, String time) {
    return Duration.between(origin, Instant.parse(time)).toMillis() / 1e3;
  }
}
