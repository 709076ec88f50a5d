package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;

/** The way of the bytes in words, a line for each of those with the most bytes. */
final class FlowWords {
  private static final int MOST_LISTED = 12;

  private final Html html;
  private final String pointer;

  FlowWords(Html html, String pointer) {
    this.html = html;
    this.pointer = pointer;
  }

  void write() {
    html.raw("<ul class=\"hops\">");
    JsonNode hops = html.at(pointer);
    int shown = 0;
    for (int i = 0; i < hops.size(); i++) {
      if (hops.get(i).at("/taken").asBoolean() && shown++ < MOST_LISTED) {
        listed(pointer + "/" + i);
      }
    }
    if (shown > MOST_LISTED) {
      html.raw("<li>and %s more</li>", shown - MOST_LISTED);
    }
    html.raw("</ul>");
  }

  private void listed(String hop) {
    html.raw("<li>");
    if (html.at(hop + "/to").asText().equals(Hop.DATASTORES)) {
      html.words("copied inside vSphere from datastore to datastore");
    } else {
      html.text(hop + "/from").words(" → ").text(hop + "/to").words(":");
      html.number(hop + "/port", Units::plain);
    }
    if (html.has(hop + "/bytes")) {
      html.words(", ").number(hop + "/bytes", Units::bytes);
    }
    if (html.has(hop + "/bytesPerSecond")) {
      html.words(" at ").number(hop + "/bytesPerSecond", Units::rate);
    }
    html.raw("</li>");
  }
}
