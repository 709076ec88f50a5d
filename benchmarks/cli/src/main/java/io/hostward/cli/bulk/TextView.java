package io.hostward.cli.bulk;

import io.hostward.bulk.delivery.PassedOver;
import io.hostward.bulk.progress.BulkEvent;
import io.hostward.bulk.progress.RunProgress;
import io.hostward.bulk.progress.Tally;
import io.hostward.cli.console.Shell;
import io.hostward.cli.text.ByteRate;
import io.hostward.cli.text.Durations;
import io.hostward.cli.text.OptionWords;
import io.hostward.inventory.DatastorePath;
import io.hostward.net.Printable;
import io.hostward.transfer.RouteName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** Shows a run to people: progress and failures on standard error, the end on standard output. */
final class TextView implements RunView {
  /** What goes wrong ten thousand times is not told ten thousand times; the ledger has it all. */
  private static final int MOST_FAILURES = 50;

  private static final Pattern LINES = Pattern.compile("\\s*\\R\\s*");

  private final Shell shell;
  private final ProgressDisplay display;
  private Instant begun = Instant.EPOCH;
  private Instant over = Instant.EPOCH;
  private int told;
  private int goneTold;
  private long copied;
  private long relayed;
  private Tally.Amount carried = Tally.Amount.NONE;

  TextView(Shell shell, ProgressDisplay display) {
    this.shell = shell;
    this.display = display;
  }

  @Override
  public void begins(Path ledger) {
    shell.err().println("ledger: " + Printable.of(ledger.toString()));
  }

  @Override
  public Duration interval() {
    return display.interval();
  }

  @Override
  public void progress(RunProgress progress) {
    display.show(progress);
  }

  @Override
  public void heard(BulkEvent event) {
    if (event instanceof BulkEvent.RunBegun run) {
      begun = run.at();
      Tally tally = run.tally();
      display.say(
          "planned: "
              + RunWords.files(tally.planned())
              + ", "
              + tally.there().deliveries()
              + " there already, "
              + RunWords.files(tally.open().minus(run.sent()))
              + " to deliver"
              + (run.sent().deliveries() == 0
                  ? ""
                  : "; "
                      + RunWords.files(run.sent())
                      + " sent by an earlier run appear with their folders"));
    } else if (event instanceof BulkEvent.SourceRefused refused) {
      failed(refused.target(), "failed", refused.problem());
    } else if (event instanceof BulkEvent.DeliveryEnded ended) {
      ended(ended);
    } else if (event instanceof BulkEvent.PutOff put) {
      display.say(
          "["
              + Printable.of(put.datastore())
              + "] fails: "
              + put.deliveries()
              + " deliveries "
              + (put.again() ? "are put off" : "are given up"));
    } else if (event instanceof BulkEvent.FolderHeld held) {
      held(held);
    } else if (event instanceof BulkEvent.FileDeleted gone) {
      // The rate is one of deliveries.
      over = over.equals(Instant.EPOCH) ? gone.at() : over;
      gone(gone.target(), gone.how(), gone.problem());
    } else if (event instanceof BulkEvent.FolderDeleted folder) {
      over = over.equals(Instant.EPOCH) ? folder.at() : over;
      gone(folder.folder(), folder.how(), folder.problem());
    } else if (event instanceof BulkEvent.RunEnded end) {
      over = over.equals(Instant.EPOCH) ? end.at() : over;
    }
  }

  private void held(BulkEvent.FolderHeld held) {
    if (told++ > MOST_FAILURES) {
      return;
    }
    String problem = words(held.problem());
    display.say(
        held.again()
            ? Printable.of(held.folder().toString()) + " is tried again: " + problem
            : Printable.of(held.folder().toString())
                + " does not appear, since a file of it failed: "
                + problem
                + "; "
                + held.deliveries()
                + (held.deliveries() == 1 ? " file is" : " files are")
                + " kept in "
                + Printable.of(held.keptIn().toString())
                + ", and the same command goes on from there");
  }

  private void gone(DatastorePath at, BulkEvent.Deletion how, String why) {
    if (how == BulkEvent.Deletion.DELETED || goneTold++ > MOST_FAILURES) {
      return;
    }
    String target = Printable.of(at.toString());
    String problem = Printable.of(MirrorWords.options(why));
    display.say(
        goneTold > MOST_FAILURES
            ? "more files without a source are not shown; --dry-run --list names them"
            : switch (how) {
              case LISTED -> target + " would be deleted";
              case KEPT -> target + " is left alone: " + problem;
              default -> target + " was not deleted: " + problem;
            });
  }

  private void ended(BulkEvent.DeliveryEnded ended) {
    copied += ended.copied() ? 1 : 0;
    switch (ended.how()) {
      case AGAIN -> failed(ended.target(), "comes again", ended.problem());
      case FAILED -> failed(ended.target(), "failed", ended.problem());
      case ARRIVED, SENT -> {
        // What an earlier run has sent goes over no route.
        if (!ended.route().isEmpty()) {
          carried = carried.plus(new Tally.Amount(1, ended.bytes()));
          relayed += isRelay(ended.route()) ? 1 : 0;
        }
      }
      case WAS_THERE, LEFT -> {}
    }
  }

  private static boolean isRelay(String route) {
    return RouteName.parse(route).filter(name -> name.kind() == RouteName.Kind.RELAY).isPresent();
  }

  private void failed(DatastorePath target, String how, String problem) {
    if (told++ <= MOST_FAILURES) {
      display.say(
          told > MOST_FAILURES
              ? "more failures are not shown; the ledger has them all"
              : Printable.of(target.toString()) + " " + how + ": " + words(problem));
    }
  }

  /** A message in one line, whole: its end says what to do. */
  private static String words(String problem) {
    return Printable.whole(LINES.matcher(OptionWords.of(problem).strip()).replaceAll(" "));
  }

  @Override
  public int ended(RunEnd end) {
    display.end();
    Tally tally = end.report().run().tally();
    shell.out().println(headline(end, tally));
    shell
        .out()
        .println(
            "arrived "
                + RunWords.files(tally.arrived())
                + (copied == 0 ? "" : ", " + copied + " of them copied inside vSphere")
                + earlier(tally)
                + timing(tally)
                + ", there already "
                + RunWords.files(tally.there())
                + ", failed "
                + tally.failed().deliveries());
    end.report()
        .mirror()
        .ifPresent(mirror -> MirrorWords.ended(mirror).forEach(shell.out()::println));
    if (relayed > 0) {
      shell
          .out()
          .println(
              Printable.count(relayed, "file")
                  + " went through vCenter and not straight to a host; hostward hosts tells which hosts"
                  + " can take them, and why others cannot");
    }
    resumed(end);
    for (PassedOver found : end.report().passedOver()) {
      shell.out().println("passed over " + Printable.of(found.toString()));
    }
    if (end.report().failures() > 0) {
      shell
          .out()
          .println(
              "What failed or is left is listed with its reasons; send it alone:\n  hostward"
                  + " distribute --ledger "
                  + Printable.of(end.ledger().toString())
                  + " --manifest "
                  + Printable.of(end.failures().toString()));
    }
    return end.exitCode();
  }

  private static String headline(RunEnd end, Tally tally) {
    if (end.report().run().stoppedBy().isPresent()) {
      return "stopped: " + OptionWords.of(end.report().run().stoppedBy().get());
    }
    return switch (end.report().status()) {
      case ALL_DONE -> "all done";
      case NOTHING_TO_DO ->
          tally.planned().deliveries() == 0
              ? "nothing to do: there is nothing to deliver"
              : "nothing to do: everything was there already";
      case SOME_FAILED -> someFailed(end, tally);
      case INTERRUPTED -> interrupted(tally.open(), end.report().run().sent());
    };
  }

  private static String interrupted(Tally.Amount open, Tally.Amount sent) {
    return "interrupted: "
        + RunWords.files(open.minus(sent))
        + " left"
        + (sent.deliveries() == 0
            ? ""
            : ", "
                + RunWords.files(sent)
                + (sent.deliveries() == 1
                    ? " more was sent and is kept until its folder appears"
                    : " more were sent and are kept until their folders appear"))
        + "; the same command goes on where this one was";
  }

  private static String someFailed(RunEnd end, Tally tally) {
    long unread = end.report().unreadable();
    boolean some = tally.failed().deliveries() > 0;
    if (unread > 0) {
      return (some ? "some failed, and " : "not everything is there: ")
          + unread
          + (unread == 1 ? " was passed over" : " were passed over");
    }
    return some || end.report().mirror().isEmpty()
        ? "some failed"
        : "everything is there, and not all is gone that was to be deleted";
  }

  private String earlier(Tally tally) {
    long before = tally.arrived().deliveries() - carried.deliveries();
    return before <= 0 ? "" : ", " + before + " of them sent by an earlier run";
  }

  private String timing(Tally tally) {
    Duration time = Duration.between(begun, over);
    if (tally.arrived().deliveries() == 0
        || carried.deliveries() == 0
        || time.isNegative()
        || time.isZero()) {
      return "";
    }
    return " in " + Durations.seconds(time) + " (" + ByteRate.of(carried.bytes(), time) + ")";
  }

  private void resumed(RunEnd end) {
    long arrived = end.report().plan().foundArrived();
    long again = end.report().plan().brokenOff();
    if (arrived + again > 0) {
      shell
          .out()
          .println(
              "an earlier run was killed: of "
                  + (arrived + again)
                  + " under way then, "
                  + arrived
                  + " had arrived and "
                  + again
                  + " were sent again; nothing else was sent twice"
                  + (again == 0
                      ? ""
                      : "; hostward clean finds the temporary files that it may have left"));
    }
  }

  @Override
  public void close() {
    display.end();
  }
}
