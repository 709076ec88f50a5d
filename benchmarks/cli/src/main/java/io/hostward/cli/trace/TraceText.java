package io.hostward.cli.trace;

import io.hostward.cli.text.ByteRate;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.Table;
import io.hostward.experiment.report.Hop;
import io.hostward.experiment.trace.Explanation;
import io.hostward.experiment.trace.TraceDocument;
import io.hostward.net.Printable;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A trace for people at a terminal. */
final class TraceText {
  private final StringBuilder text = new StringBuilder();

  private TraceText() {}

  static String of(TraceDocument document) {
    TraceText writer = new TraceText();
    writer.write(document);
    return writer.text.toString();
  }

  private void write(TraceDocument document) {
    line(document.answer());
    for (TraceDocument.RoundPart round : document.rounds()) {
      line("");
      round(round, document.rounds().size() > 1);
    }
    if (document.rounds().size() > 1) {
      line("");
      explanations(document);
    }
  }

  private void round(TraceDocument.RoundPart round, boolean several) {
    if (several) {
      line(
          "Round " + round.number() + ": " + (round.host() == null ? "cannot tell" : round.host()));
    }
    for (Hop hop : round.hops()) {
      if (hop.taken()) {
        line(
            "  "
                + hop.from()
                + " -> "
                + hop.to()
                + ":"
                + hop.port()
                + (hop.bytes() == null ? "" : ", " + new ByteSize(hop.bytes()))
                + (hop.bytesPerSecond() == null
                    ? ""
                    : " at " + new ByteRate(hop.bytesPerSecond())));
      }
    }
    Table table = new Table("host", ">probability", ">received beyond usual", ">usual", "notes");
    for (TraceDocument.HostPart host : round.hosts()) {
      table.row(
          host.name(),
          String.format(Locale.ROOT, "%.4f", host.probability()),
          size(host.receivedBytes()),
          host.usualBytes() == null ? "-" : "+-" + size(host.usualBytes()),
          notes(host));
    }
    text.append(table);
    round.doubts().forEach(doubt -> line("  " + doubt));
    if (round.predicted() != null) {
      line(
          "vcenter-default would have predicted "
              + round.predicted()
              + (round.predictionHeld() == null
                  ? ""
                  : round.predictionHeld() ? ": right" : ": wrong"));
    }
  }

  private static String notes(TraceDocument.HostPart host) {
    @Nullable Double off = host.clockAheadSeconds();
    String clock =
        off == null
            ? ""
            : String.format(
                Locale.ROOT,
                "clock %.0f s %s",
                Math.floor(Math.abs(off)),
                off < 0 ? "behind" : "ahead");
    String unseen = host.unseen() == null ? "" : host.unseen();
    return clock + (clock.isEmpty() || unseen.isEmpty() ? "" : "; ") + unseen;
  }

  private void explanations(TraceDocument document) {
    line(
        document.seen().isEmpty()
            ? "No round could tell."
            : "Seen: "
                + document.seen().entrySet().stream()
                    .map(entry -> entry.getKey() + " in " + rounds(entry.getValue()))
                    .collect(Collectors.joining(", ")));
    if (document.explanations().isEmpty()) {
      return;
    }
    Table table = new Table("explanation", "standing", "would have taken");
    for (Explanation one : document.explanations()) {
      String standing =
          switch (one.standing()) {
            case AGREES -> "agrees with " + rounds(one.rounds());
            case REFUTED -> "refuted by round " + one.against();
            case SILENT -> "says nothing here";
          };
      table.row(one.rule(), standing, String.join(", ", one.would()));
    }
    text.append(table);
    line("An explanation that names one host of several agrees now and then by chance.");
  }

  private static String rounds(int count) {
    return count == 1 ? "1 round" : count + " rounds";
  }

  private static String size(@Nullable Long bytes) {
    if (bytes == null) {
      return "-";
    }
    return bytes < 0 ? "-" + new ByteSize(-bytes) : new ByteSize(bytes).toString();
  }

  private void line(String words) {
    text.append(Printable.whole(words)).append(System.lineSeparator());
  }
}
