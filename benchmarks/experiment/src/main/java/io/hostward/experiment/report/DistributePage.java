package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The parts of the page about a run of many deliveries. */
final class DistributePage {
  /** More steps than these are put together. */
  private static final int STEPS = 60;

  private final Html html;

  private DistributePage(Html html) {
    this.html = html;
  }

  static void write(Html html) {
    DistributePage page = new DistributePage(html);
    page.amounts();
    page.flow();
    page.rate();
    page.datastores();
    page.hosts();
    page.waits();
    new DistributeFailures(html).write();
    page.ledger();
  }

  private void amounts() {
    html.raw("<section><h2>What became of it?</h2>");
    Tables.open(html, "Deliveries", "deliveries", "files", "bytes");
    amount("planned", "/planned");
    amount("there already", "/there");
    amount("sent from this machine", "/sent");
    amount("copied inside vSphere", "/copied");
    amount("failed", "/failed");
    amount("left for the next run", "/left");
    Tables.close(html);
    if (html.at("/foundArrived").asLong() + html.at("/sentAgain").asLong() > 0) {
      html.raw("<p>An earlier run was killed. Of what was under way then, ")
          .number("/foundArrived", Units::plain)
          .words(" had arrived, and ")
          .number("/sentAgain", Units::plain)
          .raw(" were delivered again.</p>");
    }
    html.raw("</section>");
  }

  private void amount(String what, String pointer) {
    html.raw("<tr><th scope=\"row\">%s</th><td>", what);
    html.number(pointer + "/deliveries", Units::plain).raw("</td><td>");
    html.number(pointer + "/bytes", Units::bytes).raw("</td></tr>");
  }

  private void flow() {
    html.raw("<section><h2>Which way did the bytes go?</h2>");
    if (html.at("/sent/deliveries").asLong() + html.at("/copied/deliveries").asLong() > 0) {
      FlowDiagram.draw(html, "/hops", "flow", "Way of the bytes");
      html.raw(
          "<p class=\"note\">Bytes of what arrived, or is kept for a new folder; rates are over the whole run. Grey: not taken."
              + " Lines are the wider the more bytes they carried. Which host vCenter's relay took,"
              + " and by which a copy inside vSphere went, is not told.</p></section>");
    } else {
      html.raw("<p>No file was sent or copied.</p></section>");
    }
  }

  private void rate() {
    if (html.at("/moments").size() < 3) {
      return;
    }
    LineChart chart = new LineChart(Units::rate, true);
    chart.line("sent from this machine", rates("sentBytes"));
    if (html.at("/copied/deliveries").asLong() > 0) {
      chart.line("copied inside vSphere", rates("copiedBytes"));
    }
    html.raw("<section><h2>How fast, over time?</h2>");
    chart.draw(html, "rate", "Bytes per second over time");
    html.raw(
        "<p class=\"note\">A copy counts as a whole when it is done, since vSphere does not tell how"
            + " far it is. What a delivery had sent before it failed is taken back.</p></section>");
  }

  private List<double[]> rates(String field) {
    JsonNode moments = html.at("/moments");
    int step = Math.max(1, (moments.size() - 1 + STEPS - 1) / STEPS);
    List<double[]> points = new ArrayList<>();
    int before = 0;
    for (int i = 1; i < moments.size(); i++) {
      double seconds =
          moments.get(i).at("/seconds").asDouble() - moments.get(before).at("/seconds").asDouble();
      if ((i % step == 0 || i == moments.size() - 1) && seconds > 0) {
        double bytes =
            moments.get(i).path(field).asDouble() - moments.get(before).path(field).asDouble();
        if (points.isEmpty()) {
          points.add(new double[] {0, bytes / seconds});
        }
        points.add(new double[] {moments.get(i).at("/seconds").asDouble(), bytes / seconds});
        before = i;
      }
    }
    return points;
  }

  private void datastores() {
    html.raw("<section><h2>What did each datastore get?</h2>");
    AmountChart.draw(
        html,
        "/datastores",
        List.of("/sentBytes", "/copiedBytes"),
        "datastores",
        "Bytes that each datastore got");
    html.raw(
        "<p class=\"note\">Filled: sent from this machine. Framed: copied inside vSphere.</p>");
    Tables.fold(
        html,
        html.at("/datastores").size(),
        "Deliveries of each datastore",
        "datastore",
        "planned",
        "there",
        "sent",
        "copied",
        "others copied from it",
        "retries",
        "failed",
        "busy",
        "rate while busy");
    for (int i = 0; i < html.at("/datastores").size(); i++) {
      String one = "/datastores/" + i;
      html.raw("<tr><th scope=\"row\">[").text(one + "/name").raw("]</th><td>");
      html.number(one + "/planned", Units::plain).raw("</td><td>");
      html.number(one + "/there", Units::plain).raw("</td><td>");
      html.number(one + "/sent", Units::plain).raw("</td><td>");
      html.number(one + "/copied", Units::plain).raw("</td><td>");
      html.number(one + "/copiedFromBytes", Units::bytes).raw("</td><td>");
      html.number(one + "/retries", Units::plain).raw("</td><td>");
      html.number(one + "/failed", Units::plain).raw("</td><td>");
      html.number(one + "/busySeconds", Units::seconds).raw("</td><td>");
      html.number(one + "/bytesPerSecond", Units::rate).raw("</td></tr>");
    }
    Tables.closeFold(html);
    html.raw("</section>");
  }

  private void hosts() {
    if (html.at("/hosts").size() == 0) {
      return;
    }
    html.raw("<section><h2>What did each host take?</h2>");
    AmountChart.draw(html, "/hosts", List.of("/sentBytes"), "hosts", "Bytes that each host took");
    Tables.fold(
        html,
        html.at("/hosts").size(),
        "Deliveries by each host",
        "host",
        "deliveries",
        "bytes",
        "failures",
        "rate of one delivery");
    for (int i = 0; i < html.at("/hosts").size(); i++) {
      String one = "/hosts/" + i;
      html.raw("<tr><th scope=\"row\">").text(one + "/name");
      html.words(html.at(one + "/relay").asBoolean() ? "'s relay" : "").raw("</th><td>");
      html.number(one + "/sent", Units::plain).raw("</td><td>");
      html.number(one + "/sentBytes", Units::bytes).raw("</td><td>");
      html.number(one + "/failures", Units::plain).raw("</td><td>");
      html.number(one + "/bytesPerSecond", Units::rate).raw("</td></tr>");
    }
    Tables.closeFold(html);
    html.raw(
        "<p class=\"note\">A failure counts for the host that a delivery failed at last; what"
            + " another host made good within the same delivery counts for nothing.</p></section>");
  }

  private void waits() {
    if (html.at("/waits").size() == 0) {
      return;
    }
    html.raw(
        "<section><h2>What waited for what?</h2><p>What the next delivery of each datastore waited"
            + " for, in the time in which there was one, of all datastores together.</p>");
    Tables.open(html, "Waits", "waited for", "time", "share");
    for (int i = 0; i < html.at("/waits").size(); i++) {
      String one = "/waits/" + i;
      html.raw("<tr><th scope=\"row\">%s</th><td>", waited(html.at(one + "/reason").asText()));
      html.number(one + "/seconds", Units::seconds).raw("</td><td>");
      html.number(one + "/share", Units::percent).raw("</td></tr>");
    }
    Tables.close(html);
    html.raw("</section>");
  }

  private static String waited(String reason) {
    return switch (reason) {
      case "TURN" -> "its turn: as much was under way as may be in all";
      case "DATASTORE" -> "a delivery to the same datastore";
      case "HOSTS" -> "a host that mounts it: each had as much to do as it may";
      case "CALLS" -> "vCenter: so many calls a second may be made";
      case "COPY" -> "another datastore to have the file, to be copied from there";
      case "ROUND" -> "the end of the queue, or a pause, before failures come again";
      default -> reason;
    };
  }

  private void ledger() {
    html.raw("<section><h2>Where is the rest?</h2><p>Every delivery and every attempt is in the")
        .raw(" ledger, an SQLite file: <code>")
        .text("/ledger")
        .raw("</code>.</p>");
    if (html.has("/failures")) {
      html.raw("<p>What failed or is left is listed with its reasons in <code>")
          .text("/failures")
          .raw("</code>, which <code>hostward distribute --manifest</code> reads.</p>");
    }
    html.raw("</section>");
  }
}
