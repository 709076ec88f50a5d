package io.hostward.experiment.distribute;

import io.hostward.bulk.BulkReport;
import io.hostward.bulk.progress.Tally;
import io.hostward.experiment.report.Units;

/** What a run came to, in one sentence. */
final class DistributeAnswer {
  private DistributeAnswer() {}

  static String of(BulkReport report, long copied, double seconds) {
    Tally tally = report.run().tally();
    StringBuilder words = new StringBuilder();
    long todo = tally.planned().deliveries() - tally.there().deliveries();
    long arrived = tally.arrived().deliveries();
    if (todo == 0) {
      words.append(
          tally.planned().deliveries() == 0
              ? "Nothing was to be delivered"
              : "Nothing had to be delivered: of "
                  + files(tally.planned().deliveries())
                  + " each was there already");
    } else {
      words
          .append(arrived == todo ? all(todo) : arrived + " of " + files(todo))
          .append(" (")
          .append(Units.bytes(tally.arrived().bytes()))
          .append(") arrived on ")
          .append(datastores(report))
          .append(" in ")
          .append(Units.seconds(seconds));
      if (seconds > 0 && arrived > 0) {
        words.append(", at ").append(Units.rate(tally.arrived().bytes() / seconds));
      }
    }
    part(words, copied, copied == 1 ? "was copied" : "were copied", "inside vSphere");
    part(words, tally.failed().deliveries(), "failed", "");
    part(words, tally.open().deliveries(), "left", "for the next run");
    part(words, report.unreadable(), "found but", "could not be read");
    report.run().stoppedBy().ifPresent(why -> words.append("; it was stopped: ").append(why));
    return words.toString().replaceAll("[.;: ]+$", "") + ".";
  }

  private static String datastores(BulkReport report) {
    long count =
        report.run().datastores().values().stream()
            .filter(tally -> tally.planned().deliveries() > tally.there().deliveries())
            .count();
    return count == 1 ? "1 datastore" : count + " datastores";
  }

  private static void part(StringBuilder words, long count, String what, String how) {
    if (count > 0) {
      words.append("; ").append(count).append(' ').append(what);
      words.append(how.isEmpty() ? "" : " " + how);
    }
  }

  private static String all(long count) {
    return count == 1 ? "The file" : "All " + files(count);
  }

  private static String files(long count) {
    return count + (count == 1 ? " file" : " files");
  }
}
