package io.hostward.cli.bulk;

import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.RunProgress.DatastoreProgress;
import io.hostward.bulk.progress.RunProgress.DeliveryProgress;
import io.hostward.bulk.progress.Tally;
import io.hostward.cli.text.ByteRate;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.Durations;
import io.hostward.net.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Words for a run. */
final class RunWords {
  private RunWords() {}

  /** Returns how far all of it is, in one line. */
  static String total(RunProgress progress) {
    return total(progress, Integer.MAX_VALUE);
  }

  /**
   * The same, in so many columns if it can be: what people can do without goes first, the time that
   * is left and what failed last.
   */
  static String total(RunProgress progress, int columns) {
    Tally tally = progress.tally();
    long todo = tally.planned().bytes() - tally.there().bytes();
    long files = tally.planned().deliveries() - tally.there().deliveries();
    long moved = tally.arrived().bytes() + progress.sent().bytes() + progress.moving();
    String percent = percent(tally, moved, todo, files);
    long done = tally.arrived().deliveries() + progress.sent().deliveries();
    String count = ", " + done + " of " + files + " files";
    String bytes = ", " + new ByteSize(moved) + " of " + new ByteSize(todo);
    String rate =
        progress.bytesPerSecond() >= 1 ? ", " + new ByteRate((long) progress.bytesPerSecond()) : "";
    String end =
        progress.left().map(left -> ", " + Durations.clock(left) + " left").orElse("")
            + (tally.failed().deliveries() > 0
                ? ", " + tally.failed().deliveries() + " failed"
                : "");
    return Stream.of(
            percent + count + bytes + rate + end + waiting(progress),
            percent + count + bytes + rate + end,
            percent + count + bytes + end,
            percent + count + end)
        .filter(words -> words.length() <= columns)
        .findFirst()
        .orElse(percent + end);
  }

  private static String percent(Tally tally, long moved, long todo, long files) {
    boolean done = tally.open().deliveries() == 0;
    double share = todo > 0 ? moved / (double) todo : files == 0 ? 1 : 0;
    return String.format(
        Locale.ROOT, "%d%%", done ? 100 : Math.min(99, (int) Math.floor(share * 100)));
  }

  /** Says what keeps most datastores that have something to do and nothing under way. */
  private static String waiting(RunProgress progress) {
    Map<String, Integer> reasons = new TreeMap<>();
    for (DatastoreProgress datastore : progress.datastores()) {
      if (datastore.deliveries().isEmpty()) {
        switch (datastore.waiting()) {
          case HOSTS -> reasons.merge("for a host", 1, Integer::sum);
          case CALLS -> reasons.merge("for vCenter's calls", 1, Integer::sum);
          case COPY -> reasons.merge("for a file to be copied", 1, Integer::sum);
          case ROUND -> reasons.merge("before they try again", 1, Integer::sum);
          case NOTHING, TURN, DATASTORE -> {}
        }
      }
    }
    StringBuilder words = new StringBuilder();
    reasons.forEach(
        (why, count) ->
            words
                .append("; ")
                .append(datastores(count))
                .append(count == 1 ? " waits " : " wait ")
                .append(why));
    return words.toString();
  }

  static String datastores(long count) {
    return count + (count == 1 ? " datastore" : " datastores");
  }

  static String files(Tally.Amount amount) {
    return files(amount.deliveries(), amount.bytes());
  }

  static String files(long count, long bytes) {
    return count + (count == 1 ? " file (" : " files (") + new ByteSize(bytes) + ")";
  }

  /** Returns the total and the deliveries under way, a line each. */
  static List<String> block(RunProgress progress, int most, int columns) {
    List<String> lines = new ArrayList<>();
    lines.add(total(progress, columns));
    List<DeliveryProgress> running =
        progress.datastores().stream().flatMap(store -> store.deliveries().stream()).toList();
    boolean tooMany = running.size() > most - 1;
    for (DeliveryProgress delivery : running.subList(0, tooMany ? most - 2 : running.size())) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %3d%% %s",
              delivery.bytes() == 0 ? 0 : 100 * delivery.sent() / delivery.bytes(),
              Printable.of(delivery.target().toString())));
    }
    if (tooMany) {
      lines.add("  and " + (running.size() - most + 2) + " more");
    }
    return lines;
  }
}
