package io.hostward.experiment.report;

/** The parts of the page about a simulation. */
final class SimulatePage {
  private final Html html;

  private SimulatePage(Html html) {
    this.html = html;
  }

  static void write(Html html) {
    SimulatePage page = new SimulatePage(html);
    page.overall();
    html.raw("<section><h2>Each scenario</h2><div class=\"grid\">");
    for (int i = 0; i < html.at("/scenarios").size(); i++) {
      page.scenario("/scenarios/" + i, i);
    }
    html.raw("</div></section>");
    if (html.at("/targets").size() > 0) {
      page.targets();
    }
  }

  private void overall() {
    html.raw("<section><h2>How close to the best possible?</h2>");
    if (html.at("/overall").size() > 0) {
      RatioChart.draw(html, "/overall", "overall", "Time against the lower bound, all scenarios");
    }
    html.raw(
            "<p>A bar is the time until the last file had arrived, divided by a lower bound that no"
                + " choice of hosts can beat: at 1, the dashed line, nothing could be better; at 2 it"
                + " took twice as long. It is the mean of the seeds, of which there are ")
        .number("/seeds", Units::plain)
        .words(" from ")
        .number("/firstSeed", Units::plain)
        .words(
            " on; the thin line reaches to the worst of them, and ends in an arrow where it leaves"
                + " the scale. The bound knows the future and may cut files into pieces, so that it"
                + " may be out of reach. Framed bars are other tools.")
        .raw("</p></section>");
  }

  private void scenario(String scenario, int index) {
    String name = html.at(scenario + "/name").asText();
    html.raw("<div><h3>").text(scenario + "/name").raw("</h3><p class=\"note\">");
    html.text(scenario + "/description").words("; lower bound ");
    html.number(scenario + "/boundSeconds", Units::seconds).raw("</p>");
    RatioChart.draw(
        html, scenario + "/contenders", "ratios" + index, "Time against the lower bound, " + name);
    html.raw("<details><summary>Figures of %s</summary>", name);
    Tables.open(
        html, "Figures of " + name, "contender", "time", "× bound", "worst", "failed attempts");
    for (int i = 0; i < html.at(scenario + "/contenders").size(); i++) {
      contender(scenario + "/contenders/" + i);
    }
    Tables.close(html);
    html.raw("</details></div>");
  }

  private void contender(String one) {
    html.raw("<tr><th scope=\"row\">").text(one + "/name");
    html.raw(html.at(one + "/peer").asBoolean() ? ", another tool</th><td>" : "</th><td>");
    html.number(one + "/seconds", Units::seconds).raw("</td><td>");
    html.number(one + "/overBound", Units::times).raw("</td><td>");
    html.number(one + "/worstOverBound", Units::times).raw("</td><td>");
    html.number(one + "/failures", Units::plain).raw("</td></tr>");
  }

  private void targets() {
    html.raw("<section><h2>Targets of least-loaded</h2>");
    Tables.open(html, "Targets", "target", "scenario", "verdict", "figures");
    for (int i = 0; i < html.at("/targets").size(); i++) {
      String target = "/targets/" + i;
      html.raw("<tr><th scope=\"row\">").text(target + "/target").raw("</th><td>");
      html.text(target + "/scenario").raw("</td><td>");
      html.text(target + "/verdict").raw("</td><td>");
      html.text(target + "/figures").raw("</td></tr>");
    }
    Tables.close(html);
    html.raw("</section>");
  }
}
