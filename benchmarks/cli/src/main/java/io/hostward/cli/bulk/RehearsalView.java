package io.hostward.cli.bulk;

import io.hostward.bulk.Rehearsal;
import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.mirror.Fate;
import io.hostward.bulk.mirror.MirrorReport;
import io.hostward.bulk.plan.PlanTotals;
import io.hostward.bulk.plan.Planned;
import io.hostward.bulk.plan.Verdict;
import io.hostward.bulk.progress.BulkEvent.Deletion;
import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.console.Shell;
import io.hostward.cli.report.Json;
import io.hostward.cli.text.ByteSize;
import io.hostward.cli.text.Durations;
import io.hostward.cli.text.Table;
import io.hostward.net.Printable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows what a run would do. */
final class RehearsalView {
  private final Shell shell;
  private final boolean json;
  private final boolean list;

  RehearsalView(Shell shell, boolean json, boolean list) {
    this.shell = shell;
    this.json = json;
    this.list = list;
  }

  void planned(Planned planned) {
    if (list && json) {
      Map<String, Object> fields = EventLines.line("planned");
      fields.put("source", planned.delivery().source().location());
      fields.put("target", planned.delivery().target().toString());
      fields.put("bytes", planned.size());
      fields.put("verdict", planned.verdict().name());
      planned.copyOf().ifPresent(from -> fields.put("copyOf", from.toString()));
      if (!planned.problem().isEmpty()) {
        fields.put("problem", planned.problem());
      }
      shell.out().println(Json.line(fields));
    } else if (list) {
      shell.out().println(Printable.whole(words(planned)));
    }
  }

  /** A file whose source is gone. */
  void gone(Fate fate) {
    if (list && json) {
      Map<String, Object> fields = EventLines.line("gone");
      fields.put("source", fate.file().source());
      fields.put("target", fate.file().target().toString());
      fields.put("bytes", fate.file().size());
      fields.put("what", fate.what().name());
      fields.put("how", fate.how().name());
      if (!fate.why().isEmpty()) {
        fields.put("problem", fate.why());
      }
      shell.out().println(Json.line(fields));
    } else if (list) {
      shell
          .out()
          .println(
              Printable.whole(
                  (fate.how() == Deletion.LISTED ? "delete " : "keep  ")
                      + fate.file().target()
                      + (fate.why().isEmpty()
                          ? MirrorWords.reason(fate)
                          : ": " + MirrorWords.options(fate.why()))));
    }
  }

  private static String words(Planned planned) {
    String what =
        planned.copyOf().isPresent()
            ? "copy  "
            : planned.verdict().isOpen()
                ? "send  "
                : planned.verdict() == Verdict.SAME
                    ? "there "
                    : planned.verdict() == Verdict.SENT ? "sent  " : "fails ";
    return what
        + planned.delivery()
        + ", "
        + new ByteSize(planned.size())
        + ", "
        + planned.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + planned.copyOf().map(from -> ", copied from " + from).orElse("")
        + (planned.problem().isEmpty() ? "" : ": " + planned.problem());
  }

  /** Prints the whole, and returns the exit code. */
  int print(Rehearsal rehearsal, List<DatastoreInfo> datastores) {
    if (json) {
      document(rehearsal);
    } else {
      text(rehearsal, datastores);
    }
    boolean unreadable =
        rehearsal.unreadable() > 0 || rehearsal.totals().of(Verdict.UNREADABLE).deliveries() > 0;
    boolean refused = rehearsal.mirror().filter(mirror -> !mirror.isDone()).isPresent();
    boolean deletes = rehearsal.mirror().filter(MirrorReport::isAnything).isPresent();
    return unreadable || refused
        ? ExitCode.FAILED
        : rehearsal.totals().open().deliveries() == 0
                && !deletes
                && rehearsal.totals().of(Verdict.SENT).deliveries() == 0
            ? ExitCode.NOTHING_TO_DO
            : ExitCode.OK;
  }

  private void text(Rehearsal rehearsal, List<DatastoreInfo> datastores) {
    Map<String, Integer> hosts = new LinkedHashMap<>();
    datastores.forEach(datastore -> hosts.put(datastore.name(), datastore.hosts().size()));
    Table table =
        new Table("datastore", ">send", ">bytes", ">copy", ">bytes", ">there", ">not known", "way");
    rehearsal
        .datastores()
        .forEach((name, totals) -> row(table, name, totals, hosts.getOrDefault(name, 0)));
    shell.out().print(table);
    PlanTotals all = rehearsal.totals();
    long sent = all.open().bytes() - all.copies().bytes();
    shell
        .out()
        .println(
            "to send "
                + RunWords.files(all.open().deliveries() - all.copies().deliveries(), sent)
                + ", to copy inside vSphere "
                + RunWords.files(all.copies().deliveries(), all.copies().bytes())
                + ", there already "
                + RunWords.files(all.of(Verdict.SAME).deliveries(), all.of(Verdict.SAME).bytes()));
    shell
        .out()
        .println(
            rehearsal
                .rate()
                .map(
                    rate ->
                        "some "
                            + Durations.clock(rate.timeFor(all.open().deliveries(), sent))
                            + " at the rate of the last run")
                .orElse("how long that takes the first run will tell"));
    if (all.disks().deliveries() > 0) {
      shell
          .out()
          .println(
              RunWords.files(all.disks().deliveries(), all.disks().bytes())
                  + " of virtual disks to be sent and not copied, since descriptor and extent of a"
                  + " disk belong together");
    }
    long unreadable = all.of(Verdict.UNREADABLE).deliveries();
    if (unreadable > 0) {
      shell.out().println(unreadable + " cannot be read; --list names them");
    }
    rehearsal
        .mirror()
        .ifPresent(mirror -> MirrorWords.rehearsed(mirror).forEach(shell.out()::println));
    if (rehearsal.mirror().isPresent() && unreadable + rehearsal.unreadable() > 0) {
      shell.out().println("nothing would be deleted, since not everything can be read");
    }
    for (PassedOver found : rehearsal.passedOver()) {
      shell.out().println("passed over " + Printable.of(found.toString()));
    }
  }

  private static void row(Table table, String name, PlanTotals totals, int hosts) {
    PlanTotals.Sum copies = totals.copies();
    table.row(
        "[" + name + "]",
        "" + (totals.open().deliveries() - copies.deliveries()),
        new ByteSize(totals.open().bytes() - copies.bytes()).toString(),
        "" + copies.deliveries(),
        new ByteSize(copies.bytes()).toString(),
        "" + totals.of(Verdict.SAME).deliveries(),
        "" + totals.of(Verdict.NOT_COMPARED).deliveries(),
        hosts == 0 ? "through vCenter" : hosts == 1 ? "1 host" : hosts + " hosts");
  }

  private void document(Rehearsal rehearsal) {
    Map<String, Object> fields = EventLines.line("plan");
    PlanTotals all = rehearsal.totals();
    fields.put("open", all.open());
    fields.put("copies", all.copies());
    fields.put("disks", all.disks());
    for (Verdict verdict : Verdict.values()) {
      fields.put(verdict.name(), all.of(verdict));
    }
    rehearsal
        .rate()
        .ifPresent(
            rate ->
                fields.put(
                    "seconds",
                    rate.timeFor(all.open().deliveries(), all.open().bytes() - all.copies().bytes())
                        .toSeconds()));
    rehearsal.mirror().ifPresent(mirror -> fields.put("mirror", MirrorWords.document(mirror)));
    fields.put("unreadable", rehearsal.unreadable());
    fields.put("passedOver", rehearsal.passedOver().stream().map(EventLines::passedOver).toList());
    shell.out().println(Json.line(fields));
  }
}
