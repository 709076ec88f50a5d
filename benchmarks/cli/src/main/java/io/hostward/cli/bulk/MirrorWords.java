package io.hostward.cli.bulk;

import io.hostward.bulk.mirror.Fate;
import io.hostward.bulk.mirror.MirrorReport;
import io.hostward.bulk.progress.Tally.Amount;
import io.hostward.net.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words for files whose source is gone. */
final class MirrorWords {
  private MirrorWords() {}

  /** Returns why a file would go. */
  static String reason(Fate fate) {
    return fate.what() == Fate.What.UNKNOWN
        ? ", which no run has put there"
        : ", its source " + fate.file().source() + " is gone or excluded";
  }

  /** Returns what a run has deleted, and what it has not. */
  static List<String> ended(MirrorReport report) {
    List<String> lines = new ArrayList<>();
    report
        .refused()
        .ifPresent(
            why ->
                lines.add(
                    (report.isAnything() && report.listedInAll().deliveries() == 0
                            ? "no more was deleted: "
                            : "nothing was deleted: ")
                        + words(report, why)));
    if (report.refused().isEmpty() || report.isAnything()) {
      lines.add(
          "deleted "
              + RunWords.files(report.deleted())
              + " without a source, "
              + (report.unknown().deliveries() == 0
                  ? ""
                  : RunWords.files(report.unknown()) + " that no run has put there, ")
              + (report.folders() == 0 ? "" : folders(report.folders()) + ", ")
              + "left alone "
              + report.kept()
              + ", not to be deleted "
              + report.failed());
    }
    return lines;
  }

  private static String folders(long number) {
    return number == 1 ? "1 empty folder" : number + " empty folders";
  }

  /** Returns what a run would delete, a line for each datastore and one for all. */
  static List<String> rehearsed(MirrorReport report) {
    List<String> lines = new ArrayList<>();
    add(lines, report.listed(), "");
    add(lines, report.unknownListed(), " that no run has put there");
    lines.add(
        "to delete "
            + RunWords.files(report.listedInAll())
            + (report.unknownListed().isEmpty() ? " without a source" : "")
            + " and folders that this leaves empty, to leave alone "
            + report.kept());
    report.refused().ifPresent(why -> lines.add("nothing would be deleted: " + words(report, why)));
    return lines;
  }

  private static void add(List<String> lines, Map<String, Amount> listed, String what) {
    listed.forEach(
        (datastore, amount) ->
            lines.add(
                "to delete on [" + Printable.of(datastore) + "] " + RunWords.files(amount) + what));
  }

  // The library's words, in options.
  private static String words(MirrorReport report, String why) {
    return Printable.of(
        options(why)
            .replace("raise the limit", "add --max-delete " + report.listedInAll().deliveries()));
  }

  /** Returns why a file stays, in options. */
  static String options(String why) {
    return why.replace("say that it is emptied", "name it with --emptied");
  }

  static Map<String, Object> document(MirrorReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("deleted", report.deleted());
    fields.put("unknown", report.unknown());
    fields.put("folders", report.folders());
    fields.put("listed", report.listed());
    fields.put("unknownListed", report.unknownListed());
    fields.put("kept", report.kept());
    fields.put("failed", report.failed());
    report.refused().ifPresent(why -> fields.put("refused", why));
    return fields;
  }
}
