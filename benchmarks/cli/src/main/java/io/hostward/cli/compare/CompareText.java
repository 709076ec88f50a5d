package io.hostward.cli.compare;

import io.hostward.cli.lab.FlowTable;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.OptionWords;
import io.hostward.cli.text.Table;
import io.hostward.experiment.Flow;
import io.hostward.experiment.compare.CompareDocument;
import io.hostward.net.Printable;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison for people at a terminal. */
final class CompareText {
  private final CompareDocument document;
  private final CompareDocument.DatastorePart part;
  private final boolean flows;
  private final StringBuilder text = new StringBuilder();

  private CompareText(CompareDocument document, CompareDocument.DatastorePart part) {
    this.document = document;
    this.part = part;
    this.flows = part.runs().stream().anyMatch(run -> run.flows() != null);
  }

  static String of(CompareDocument document) {
    StringBuilder all = new StringBuilder();
    boolean flows = false;
    for (CompareDocument.DatastorePart part : document.datastores()) {
      CompareText writer = new CompareText(document, part);
      writer.write();
      all.append(all.isEmpty() ? "" : System.lineSeparator()).append(writer.text);
      flows |= writer.flows;
    }
    if (flows) {
      all.append(
              "All servers of the lab share this machine: where the bytes flowed is real, how fast"
                  + " is not. --relay-rate and --host-rate set speeds. Flows include what TLS adds.")
          .append(System.lineSeparator());
    }
    return all.toString();
  }

  private void write() {
    boolean several = document.datastores().size() > 1;
    line((several ? "[" + Printable.whole(part.datastore()) + "] " : "") + part.answer());
    line("");
    line(
        (document.files() == 1
                ? ""
                : document.files() + " files, " + document.concurrency() + " at once, ")
            + new ByteSize(document.bytes())
            + " to ["
            + Printable.whole(part.datastore())
            + "]");
    text.append(ways());
    line("");
    text.append(runs());
    for (CompareDocument.RunPart run : part.runs()) {
      if (run.error() != null) {
        line(Printable.whole(run.way()) + ": " + OptionWords.of(run.error()));
      }
    }
  }

  private Table ways() {
    Table table =
        new Table(
            "route",
            ">runs",
            ">median MB/s",
            ">least",
            ">most",
            ">x relay",
            "95 % interval",
            ">first byte s",
            ">CPU s/GiB");
    for (CompareDocument.WayPart way : part.ways()) {
      table.row(
          way.name(),
          way.failed() == 0
              ? String.valueOf(way.runs())
              : way.runs() + " (" + way.failed() + " failed)",
          megabytes(way.medianBytesPerSecond()),
          megabytes(way.leastBytesPerSecond()),
          megabytes(way.mostBytesPerSecond()),
          number("%.2f", way.overRelay()),
          way.overRelayLow() == null
              ? "-"
              : number("%.2f", way.overRelayLow()) + " to " + number("%.2f", way.overRelayHigh()),
          number("%.3f", way.medianSecondsToFirstByte()),
          number("%.2f", way.cpuSecondsPerGib()));
    }
    return table;
  }

  private Table runs() {
    Table table =
        flows
            ? new Table(
                "run",
                ">seconds",
                ">MB/s",
                "carried by",
                ">vCenter in",
                ">vCenter out",
                "hosts in on 443",
                "hosts in on 902")
            : new Table("run", ">seconds", ">MB/s", "carried by");
    for (CompareDocument.RunPart run : part.runs()) {
      String seconds = String.format(Locale.ROOT, "%.2f", run.seconds());
      String rate = run.ok() ? megabytes(run.bytesPerSecond()) : "failed";
      String carriers = carriers(run.carriers());
      List<Flow> counted = run.flows();
      if (!flows) {
        table.row(run.way(), seconds, rate, carriers);
      } else {
        List<Flow> flow = counted == null ? List.of() : counted;
        table.row(
            run.way(),
            seconds,
            rate,
            carriers,
            FlowTable.megabytes(vcenter(flow, Flow::in)),
            FlowTable.megabytes(vcenter(flow, Flow::out)),
            hosts(flow, Flow::in443),
            hosts(flow, Flow::in902));
      }
    }
    return table;
  }

  private static String carriers(List<CompareDocument.CarrierPart> carriers) {
    String words =
        carriers.stream()
            .map(
                one ->
                    (one.host() == null ? "vCenter" : one.host())
                        + (one.files() == 1 ? "" : " " + one.files()))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "-" : words;
  }

  private static long vcenter(List<Flow> flows, ToLongFunction<Flow> count) {
    return flows.stream().filter(flow -> flow.server().equals(Flow.VCENTER)).mapToLong(count).sum();
  }

  private static String hosts(List<Flow> flows, ToLongFunction<Flow> count) {
    String hosts =
        flows.stream()
            .filter(flow -> !flow.server().equals(Flow.VCENTER) && count.applyAsLong(flow) > 0)
            .map(flow -> flow.server() + " " + FlowTable.megabytes(count.applyAsLong(flow)))
            .collect(Collectors.joining(", "));
    return hosts.isEmpty() ? "-" : hosts;
  }

  private static String megabytes(@Nullable Long bytesPerSecond) {
    return bytesPerSecond == null ? "-" : String.format(Locale.ROOT, "%.0f", bytesPerSecond / 1e6);
  }

  private static String number(String format, @Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, format, value);
  }

  private void line(String words) {
    text.append(words).append(System.lineSeparator());
  }
}
