package io.hostward.experiment.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way of the bytes as a drawing: the client on the left, vCenter above, the hosts on the right.
 * A line is the wider the more bytes it carried; what was not taken is grey and dashed.
 */
final class FlowDiagram {
  private static final double WIDTH = 400;
  private static final double ROW = 44;
  private static final double TOP = 74;
  private static final double BOX = 30;
  private static final double HOST_X = 296;
  private static final double HOST_WIDTH = 100;
  private static final double CLIENT_WIDTH = 64;
  private static final double VCENTER_X = 160;
  private static final double VCENTER_WIDTH = 84;
  private static final double THINNEST = 2;
  private static final double WIDEST = 12;

  /** Fewer stand in the middle of so many rows, or lines to vCenter have no room for figures. */
  private static final int LEAST_ROWS = 2;

  /** More hosts than these are only counted. */
  private static final int MOST_HOSTS = 8;

  /** Room below the hosts for what is copied from one datastore to another. */
  private static final double COPIES = 60;

  /** How far the line of copies reaches. */
  private static final double REACH = 70;

  private final Html html;
  private final String pointer;
  private final Map<String, double[]> hosts = new LinkedHashMap<>();
  private final List<Runnable> labels = new ArrayList<>();
  private int left;
  private boolean copies;
  private double most = 1;

  private FlowDiagram(Html html, String pointer) {
    this.html = html;
    this.pointer = pointer;
  }

  /**
   * Draws.
   *
   * @param pointer to a list of hops
   * @param name of the drawing, for those who do not see it
   */
  static void draw(Html html, String pointer, String id, String name) {
    FlowDiagram diagram = new FlowDiagram(html, pointer);
    diagram.place();
    diagram.draw(id, name);
    new FlowWords(html, pointer).write();
  }

  private void place() {
    // Where vCenter leads to is among those shown, or its line would end nowhere.
    Set<String> relayed = relayed();
    Set<String> taken = new LinkedHashSet<>(relayed);
    Set<String> others = new LinkedHashSet<>();
    for (JsonNode hop : html.at(pointer)) {
      boolean carries = hop.at("/taken").asBoolean();
      most = Math.max(most, carries ? hop.at("/bytes").asDouble() : 0);
      String to = hop.at("/to").asText();
      if (to.equals(Hop.DATASTORES)) {
        copies = true;
      } else if (!to.equals(Hop.VCENTER)) {
        (carries ? taken : others).add(to);
      }
    }
    others.removeAll(taken);
    List<String> shown = new ArrayList<>(taken);
    shown.addAll(others);
    left = Math.max(0, shown.size() - MOST_HOSTS);
    List<String> sorted = new ArrayList<>(shown.subList(0, Math.min(MOST_HOSTS, shown.size())));
    // Lines from vCenter cross none from the client where they end above those.
    boolean mixed = !relayed.isEmpty() && taken.size() > relayed.size();
    sorted.sort(
        Comparator.comparing((String host) -> mixed && !relayed.contains(host))
            .thenComparing(Comparator.naturalOrder()));
    for (String host : sorted) {
      double row = hosts.size() + (rows(sorted.size()) - sorted.size()) / 2.0;
      hosts.put(host, new double[] {HOST_X, TOP + row * ROW + BOX / 2});
    }
  }

  private Set<String> relayed() {
    Set<String> relayed = new LinkedHashSet<>();
    for (JsonNode hop : html.at(pointer)) {
      if (hop.at("/from").asText().equals(Hop.VCENTER) && hop.at("/taken").asBoolean()) {
        relayed.add(hop.at("/to").asText());
      }
    }
    return relayed;
  }

  private static int rows(int hosts) {
    return Math.max(LEAST_ROWS, hosts);
  }

  private double height() {
    return below() + (copies ? COPIES : 0);
  }

  /** The end of the hosts. */
  private double below() {
    return TOP + rows(hosts.size()) * ROW + (left > 0 ? 22 : 4);
  }

  private double middle() {
    return TOP + (rows(hosts.size()) - 1) * ROW / 2 + BOX / 2;
  }

  private void draw(String id, String name) {
    html.raw(
        "<svg class=\"flow\" role=\"img\" aria-labelledby=\"%s\" viewBox=\"0 0 %.0f %.0f\">"
            + "<title id=\"%s\">%s</title>",
        id, WIDTH, height(), id, name);
    for (boolean taken : new boolean[] {false, true}) {
      JsonNode hops = html.at(pointer);
      for (int i = 0; i < hops.size(); i++) {
        if (hops.get(i).at("/taken").asBoolean() == taken) {
          line(pointer + "/" + i);
        }
      }
    }
    // Above all lines.
    labels.forEach(Runnable::run);
    box(2, middle() - BOX / 2, CLIENT_WIDTH, Hop.CLIENT);
    box(VCENTER_X, 8, VCENTER_WIDTH, Hop.VCENTER);
    hosts.forEach((host, at) -> box(at[0], at[1] - BOX / 2, HOST_WIDTH, host));
    if (left > 0) {
      html.raw(
          "<text x=\"%.0f\" y=\"%.0f\" class=\"note\">and %s more</text>",
          HOST_X, below() - 6, left);
    }
    if (copies) {
      box(HOST_X, copiesMiddle() - BOX / 2, HOST_WIDTH, Hop.DATASTORES);
    }
    html.raw("</svg>");
  }

  private double copiesMiddle() {
    return below() + COPIES / 2;
  }

  private void box(double x, double y, double width, String name) {
    String shown = name.length() > 15 ? name.substring(0, 14) + "…" : name;
    html.raw(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"6\" class=\"machine\"/>"
            + "<text x=\"%.1f\" y=\"%.1f\" class=\"name\">%s</text>",
        x, y, width, BOX, x + width / 2, y + BOX / 2 + 4, shown);
  }

  private double[] from(String machine) {
    return machine.equals(Hop.VCENTER)
        ? new double[] {VCENTER_X + VCENTER_WIDTH, 8 + BOX / 2}
        : new double[] {2 + CLIENT_WIDTH, middle()};
  }

  private double[] to(String machine) {
    return machine.equals(Hop.VCENTER)
        ? new double[] {VCENTER_X, 8 + BOX / 2}
        : hosts.getOrDefault(machine, new double[0]);
  }

  private static boolean viaVcenter(double[] from, double[] to) {
    return from[0] > CLIENT_WIDTH + 2 || to[1] < TOP;
  }

  private void line(String hop) {
    if (html.at(hop + "/to").asText().equals(Hop.DATASTORES)) {
      copies(hop);
      return;
    }
    double[] to = to(html.at(hop + "/to").asText());
    if (to.length == 0) {
      return;
    }
    double[] from = from(html.at(hop + "/from").asText());
    boolean taken = html.at(hop + "/taken").asBoolean();
    double width = taken ? width(hop) : 1;
    // Lines to hosts part early, for their labels' sake.
    double turn = from[0] + (to[0] - from[0]) * (viaVcenter(from, to) ? 0.5 : 0.3);
    html.raw(
        "<path d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\" class=\"%s\" stroke-width=\"%.1f\"/>",
        from[0],
        from[1],
        turn,
        from[1],
        turn,
        to[1],
        to[0],
        to[1],
        taken ? "taken" : "spare",
        width);
    if (taken) {
      labels.add(() -> label(hop, from, to, width));
    }
  }

  private double width(String hop) {
    double bytes = Math.max(0, html.at(hop + "/bytes").asDouble());
    return THINNEST + (WIDEST - THINNEST) * bytes / most;
  }

  /** A line that comes back to where it began. */
  private void copies(String hop) {
    double middle = copiesMiddle();
    html.raw(
        "<path d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f\" class=\"taken\""
            + " stroke-width=\"%.1f\"/>",
        HOST_X,
        middle - 9,
        HOST_X - REACH,
        middle - 22,
        HOST_X - REACH,
        middle + 22,
        HOST_X,
        middle + 9,
        width(hop));
    labels.add(
        () ->
            html.raw(
                    "<text x=\"%.1f\" y=\"%.1f\" class=\"label end\">copied inside · ",
                    HOST_X - REACH, middle + 4)
                .tspan(hop + "/bytes", Units::bytes)
                .raw("</text>"));
  }

  /** Port and bytes: before the middle of a line by vCenter, at the end of one to a host. */
  private void label(String hop, double[] from, double[] to, double width) {
    boolean byVcenter = viaVcenter(from, to);
    double x = byVcenter ? (from[0] + to[0]) / 2 - width / 2 - 3 : to[0] - 6;
    double y;
    if (byVcenter) {
      y = (from[1] + to[1]) / 2 + (from[1] < to[1] ? 8 : -width / 2 - 5);
    } else {
      // On the side from which the line does not come.
      y = to[1] + (from[1] < to[1] ? width / 2 + 12 : -width / 2 - 4);
    }
    html.raw("<text x=\"%.1f\" y=\"%.1f\" class=\"label end\">:", x, y);
    html.tspan(hop + "/port", Units::plain);
    if (html.has(hop + "/bytes")) {
      html.words(" · ").tspan(hop + "/bytes", Units::bytes);
    }
    html.raw("</text>");
  }
}
