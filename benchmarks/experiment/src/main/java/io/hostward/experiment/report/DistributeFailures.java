package io.hostward.experiment.report;

/** The part of the page about a run of many deliveries that tells what went wrong. */
final class DistributeFailures {
  private final Html html;

  DistributeFailures(Html html) {
    this.html = html;
  }

  void write() {
    boolean any = false;
    for (String list : new String[] {"/domains", "/putOff", "/held", "/passedOver"}) {
      any |= html.at(list).size() > 0;
    }
    if (!any) {
      html.raw("<section><h2>What failed?</h2><p>Nothing.</p></section>");
      return;
    }
    html.raw("<section><h2>What failed?</h2>");
    if (html.has("/stoppedBy")) {
      html.raw("<p class=\"note\">The run was stopped: ").text("/stoppedBy").raw("</p>");
    }
    domains();
    problems();
    putOff();
    held();
    passedOver();
    html.raw("</section>");
  }

  private void domains() {
    if (html.at("/domains").size() == 0) {
      return;
    }
    Tables.open(html, "Failures by domain", "whose", "came again", "failed", "broken off");
    for (int i = 0; i < html.at("/domains").size(); i++) {
      String one = "/domains/" + i;
      html.raw("<tr><th scope=\"row\">").text(one + "/domain").raw("</th><td>");
      html.number(one + "/retries", Units::plain).raw("</td><td>");
      html.number(one + "/failed", Units::plain).raw("</td><td>");
      html.number(one + "/left", Units::plain).raw("</td></tr>");
    }
    Tables.close(html);
    html.raw("<h3>The first of each</h3><ul>");
    for (int i = 0; i < html.at("/domains").size(); i++) {
      String one = "/domains/" + i;
      html.raw("<li>").text(one + "/domain").words(": ").text(one + "/example").raw("</li>");
    }
    html.raw("</ul>");
  }

  private void problems() {
    if (html.at("/problems").size() == 0) {
      return;
    }
    html.raw("<details><summary>More of them, word by word</summary>");
    Tables.open(html, "Failures", "target", "whose", "what came of it", "words");
    for (int i = 0; i < html.at("/problems").size(); i++) {
      String one = "/problems/" + i;
      html.raw("<tr><th scope=\"row\" class=\"words\">").text(one + "/target").raw("</th><td>");
      html.text(one + "/domain").raw("</td><td>");
      html.words(html.at(one + "/again").asBoolean() ? "came again" : "failed");
      html.raw("</td><td class=\"words\">").text(one + "/words");
      if (!html.at(one + "/route").asText().isEmpty()) {
        html.words(" (").text(one + "/route").words(")");
      }
      html.raw("</td></tr>");
    }
    Tables.close(html);
    html.raw("</details>");
  }

  private void putOff() {
    if (html.at("/putOff").size() == 0) {
      return;
    }
    html.raw(
        "<h3>Datastores that failed so often that the rest of their queue was not tried</h3><ul>");
    for (int i = 0; i < html.at("/putOff").size(); i++) {
      String one = "/putOff/" + i;
      html.raw("<li>[").text(one + "/datastore").words("]: ");
      html.number(one + "/deliveries", Units::plain);
      html.words(html.at(one + "/again").asBoolean() ? " put off, after: " : " given up, after: ");
      html.text(one + "/words").raw("</li>");
    }
    html.raw("</ul><p>Given up without being tried, in all: ")
        .number("/untried", Units::plain)
        .raw(".</p>");
  }

  private void held() {
    if (html.at("/held").size() == 0) {
      return;
    }
    html.raw("<h3>New folders that did not appear, since something of theirs failed</h3><ul>");
    for (int i = 0; i < html.at("/held").size(); i++) {
      String one = "/held/" + i;
      html.raw("<li>").text(one + "/folder").words(": ");
      html.number(one + "/deliveries", Units::plain);
      html.words(
          html.at(one + "/again").asBoolean()
              ? " carried again, after: "
              : " sent and kept, after: ");
      html.text(one + "/words").words(" (kept in ").text(one + "/keptIn").raw(")</li>");
    }
    html.raw("</ul><p>The next run goes on from what is kept.</p>");
  }

  private void passedOver() {
    if (html.at("/passedOver").size() == 0) {
      return;
    }
    html.raw("<h3>Found and not delivered</h3><ul>");
    for (int i = 0; i < html.at("/passedOver").size(); i++) {
      String one = "/passedOver/" + i;
      html.raw("<li>").text(one + "/what").words(": ").text(one + "/words").raw("</li>");
    }
    html.raw("</ul><p>Of these should have been delivered: ")
        .number("/unreadable", Units::plain)
        .raw(".</p>");
  }
}
