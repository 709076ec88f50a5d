package io.hostward.cli.testbed;

import io.hostward.cli.lab.FlowTable;
import io.hostward.cli.text.ByteRate;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.Table;
import io.hostward.experiment.testbed.CopiesDocument;
import io.hostward.experiment.testbed.Copy;
import io.hostward.experiment.testbed.CopySummary.Spread;
import io.hostward.experiment.testbed.InterfaceCounters;
import io.hostward.experiment.testbed.LinkRate;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The documents of {@code testbed} for people. */
final class TestbedWords {
  private TestbedWords() {}

  static void print(PrintStream out, TestbedDocument.Up up) {
    out.println("The testbed is up; Ctrl-C ends it.");
    out.println();
    print(out, up.testbed());
    out.println();
    out.println("vCenter     " + up.url());
    out.println("user        " + up.username());
    out.println("password    " + up.password());
    out.println("thumbprint  " + up.thumbprint());
    out.println("datastores  " + String.join(", ", up.datastores()));
    out.println();
    String enter = String.join(" ", up.enter());
    out.println("From another terminal, as root: measure it, or enter it at the client:");
    out.println("  hostward testbed run");
    out.println("  export GOVC_URL='%s' GOVC_USERNAME='%s'".formatted(up.url(), up.username()));
    out.println("  export GOVC_PASSWORD='%s' GOVC_DATASTORE='vmstore'".formatted(up.password()));
    out.println("  %s hostward hosts --thumbprint %s".formatted(enter, up.thumbprint()));
    out.println("  %s bash".formatted(enter));
  }

  private static void print(PrintStream out, CopiesDocument.Plan plan) {
    Table table = new Table("node", "namespace", "address", ">link", ">round trip");
    for (CopiesDocument.Machine node : plan.nodes()) {
      table.row(
          node.name(),
          node.namespace(),
          node.address(),
          new LinkRate(node.bitsPerSecond()).toString(),
          node.name().equals(plan.far()) ? plan.farRoundTripMillis() + " ms" : "");
    }
    out.print(table);
  }

  /** Returns one copy in a line, for the time of waiting. */
  static String line(Copy copy) {
    String how =
        copy.problem()
            .map(why -> "failed: " + why)
            .orElse(
                new ByteRate(copy.bytesPerSecond())
                    + " into "
                    + copy.carrier().orElse("no one host"));
    return "round %d, [%s], %s: %s".formatted(copy.round(), copy.datastore(), way(copy.way()), how);
  }

  private static String way(Copy.Way way) {
    return way == Copy.Way.RELAY ? "relay" : "direct";
  }

  static void print(PrintStream out, CopiesDocument run) {
    print(out, run.testbed());
    out.println();
    out.println(
        "Received and sent by each interface, by the kernel's count, for a file of %s:"
            .formatted(new ByteSize(run.bytes())));
    out.println();
    out.print(copies(run));
    out.println();
    out.print(summaries(run));
    for (CopiesDocument.Summary summary : run.summaries()) {
      out.println();
      out.println(sentence(summary));
    }
  }

  private static Table copies(CopiesDocument run) {
    List<String> headings = new ArrayList<>(List.of("datastore", "round", "way", "interface"));
    headings.addAll(List.of(">received", ">sent", ">rate"));
    Table table = new Table(headings.toArray(String[]::new));
    for (CopiesDocument.Made copy : run.copies()) {
      String rate = copy.ok() ? new ByteRate(copy.bytesPerSecond()).toString() : "failed";
      boolean first = true;
      for (Map.Entry<String, InterfaceCounters> passed : copy.interfaces().entrySet()) {
        if (isMuch(passed.getValue(), run.bytes())) {
          table.row(
              first ? copy.datastore() : "",
              first ? "" + copy.round() : "",
              first ? way(copy.way()) : "",
              passed.getKey(),
              FlowTable.megabytes(passed.getValue().received()),
              FlowTable.megabytes(passed.getValue().sent()),
              first ? rate : "");
          first = false;
        }
      }
    }
    return table;
  }

  /** Questions, answers and acknowledgements are not worth a line. */
  private static boolean isMuch(InterfaceCounters passed, long bytes) {
    return passed.received() + passed.sent() > bytes / 10;
  }

  private static Table summaries(CopiesDocument run) {
    Table table = new Table("datastore", "way", ">median", ">least", ">most", ">copies", "hosts");
    for (CopiesDocument.Summary summary : run.summaries()) {
      row(table, summary.datastore(), "relay", summary.relayBytesPerSecond(), summary.relayHosts());
      row(
          table,
          summary.datastore(),
          "direct",
          summary.directBytesPerSecond(),
          summary.directHosts());
    }
    return table;
  }

  private static void row(
      Table table,
      String datastore,
      String way,
      @Nullable Spread rates,
      Map<String, Integer> hosts) {
    if (rates != null) {
      table.row(
          datastore,
          way,
          rate(rates.median()),
          rate(rates.least()),
          rate(rates.most()),
          "" + rates.count(),
          hosts(hosts));
    }
  }

  private static String rate(double bytesPerSecond) {
    return new ByteRate((long) bytesPerSecond).toString();
  }

  private static String hosts(Map<String, Integer> hosts) {
    return hosts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue() + "x")
        .collect(Collectors.joining(", "));
  }

  static String sentence(CopiesDocument.Summary summary) {
    Spread ratio = summary.directOverRelay();
    if (ratio == null) {
      return "[" + summary.datastore() + "]: no round went both ways, so nothing can be compared.";
    }
    return String.format(
        Locale.ROOT,
        "[%s]: direct was %.2f times as fast as the relay (median of %d rounds, %.2f to %.2f);"
            + " the relay went to %s.",
        summary.datastore(),
        ratio.median(),
        ratio.count(),
        ratio.least(),
        ratio.most(),
        hosts(summary.relayHosts()));
  }
}
