package io.hostward.cli.text;

import io.hostward.net.Printable;
import io.hostward.upload.UploadEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Shows many uploads: how far they are in all, and a line for each that is under way. Which route
 * each of them takes is not told, but what fails is, and what is waited for.
 */
public final class FilesProgress implements ProgressDisplay {
  // Together with the line for all they fit into the smallest of terminals.
  private static final int MOST_LINES = 8;

  private final int files;
  private final long bytes;
  private final ProgressView view;
  private final LongSupplier nanoTime;
  private final RecentRate meter = new RecentRate();
  private final Map<UUID, Row> underWay = new LinkedHashMap<>();
  private int filesOver;
  private long bytesOver;
  private boolean ended;

  /**
   * A display.
   *
   * @param files how many uploads there will be
   * @param bytes how many they hold in all
   * @param nanoTime the time, as of {@link System#nanoTime}
   */
  public FilesProgress(int files, long bytes, ProgressView view, LongSupplier nanoTime) {
    this.files = files;
    this.bytes = bytes;
    this.view = view;
    this.nanoTime = nanoTime;
  }

  private static final class Row {
    private final String label;
    private final long total;
    private final RecentRate meter = new RecentRate();
    private long sent;
    private String waitedFor = "";

    private Row(UploadEvent.Begun begun) {
      label = Printable.of(begun.request().target().fileName());
      total = begun.request().source().size();
    }

    private void sent(long now, long newSent) {
      sent = Math.min(newSent, total);
      meter.record(now, sent);
    }

    private ProgressFigures figures() {
      return new ProgressFigures(label, sent, total, meter.rate());
    }
  }

  @Override
  public synchronized void heard(UploadEvent event) {
    if (event instanceof UploadEvent.Begun begun) {
      underWay.put(event.upload(), new Row(begun));
    }
    Row row = underWay.get(event.upload());
    if (row == null) {
      return;
    }
    long now = nanoTime.getAsLong();
    waits(row, event);
    if (event instanceof UploadEvent.BytesSent progress) {
      row.sent(now, progress.bytes());
    } else if (event instanceof UploadEvent.RouteFailed failed) {
      row.sent(now, 0);
      say(row, "failed: " + Printable.of(OptionWords.of(failed.attempt().toString())));
    } else if (event instanceof UploadEvent.Ended) {
      // Whatever became of it: there is nothing left to be done for it.
      underWay.remove(event.upload());
      filesOver++;
      bytesOver += row.total;
    }
    show(now);
  }

  /** What many wait for is told once. */
  private void waits(Row row, UploadEvent event) {
    String why = event instanceof UploadEvent.Waiting waiting ? waiting.why() : "";
    if (!why.isEmpty() && underWay.values().stream().noneMatch(r -> r.waitedFor.equals(why))) {
      say(row, "waiting, asking again: " + Printable.of(OptionWords.of(why)));
    }
    row.waitedFor = why;
  }

  private void show(long now) {
    long sent = bytesOver + underWay.values().stream().mapToLong(row -> row.sent).sum();
    meter.record(now, sent);
    if (ended) {
      return;
    }
    List<ProgressFigures> lines = new ArrayList<>();
    String label = filesOver + " of " + files + " files";
    lines.add(new ProgressFigures(label, Math.min(sent, bytes), bytes, meter.rate()));
    underWay.values().stream().limit(MOST_LINES).map(Row::figures).forEach(lines::add);
    view.show(lines, now);
  }

  private void say(Row row, String message) {
    if (!ended) {
      view.say(row.label + ": " + message);
    }
  }

  @Override
  public synchronized void aside(Runnable print) {
    view.end();
    print.run();
  }

  @Override
  public synchronized void end() {
    ended = true;
    view.end();
  }
}
