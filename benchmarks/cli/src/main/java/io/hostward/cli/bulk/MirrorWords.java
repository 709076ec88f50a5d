package io.hostward.cli.bulk;

import io.hostward.bulk.mirror.MirrorReport;
import io.hostward.net.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words for files whose source is gone. */
final class MirrorWords {
  private MirrorWords() {}

  /** Returns what a run has deleted, and what it has not. */
  static List<String> ended(MirrorReport report) {
    List<String> lines = new ArrayList<>();
    report
        .refused()
        .ifPresent(
            why ->
                lines.add(
                    (report.deleted().deliveries() > 0
                            ? "no more was deleted: "
                            : "nothing was deleted: ")
                        + words(report, why)));
    if (report.refused().isEmpty() || report.deleted().deliveries() > 0) {
      lines.add(
          "deleted "
              + RunWords.files(report.deleted())
              + " without a source, left alone "
              + report.kept()
              + ", not to be deleted "
              + report.failed());
    }
    return lines;
  }

  /** Returns what a run would delete, a line for each datastore and one for all. */
  static List<String> rehearsed(MirrorReport report) {
    List<String> lines = new ArrayList<>();
    report
        .listed()
        .forEach(
            (datastore, amount) ->
                lines.add(
                    "to delete on [" + Printable.of(datastore) + "] " + RunWords.files(amount)));
    lines.add(
        "to delete "
            + RunWords.files(report.listedInAll())
            + " without a source, to leave alone "
            + report.kept());
    report.refused().ifPresent(why -> lines.add("nothing would be deleted: " + words(report, why)));
    return lines;
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
    fields.put("listed", report.listed());
    fields.put("kept", report.kept());
    fields.put("failed", report.failed());
    report.refused().ifPresent(why -> fields.put("refused", why));
    return fields;
  }
}
