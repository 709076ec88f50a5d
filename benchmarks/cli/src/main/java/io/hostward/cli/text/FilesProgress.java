package io.hostward.cli.text;

import io.hostward.download.DownloadEvent;
import io.hostward.net.Printable;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.UploadEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Shows many uploads, or many downloads: how far they are in all, and a line for each that is under
 * way. Which route each of them takes is not told, but what fails is, and what is waited for.
 */
public final class FilesProgress implements ProgressDisplay, DownloadDisplay {
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
   * @param files how many there will be
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

    private Row(String name, long total) {
      this.label = Printable.of(name);
      this.total = total;
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
    if (event instanceof UploadEvent.Begun) {
      underWay.put(
          event.upload(),
          new Row(event.request().target().fileName(), event.request().source().size()));
    }
    Row row = underWay.get(event.upload());
    if (row == null) {
      return;
    }
    waits(row, event instanceof UploadEvent.Waiting waiting ? waiting.why() : "");
    if (event instanceof UploadEvent.BytesSent progress) {
      row.sent(nanoTime.getAsLong(), progress.bytes());
    } else if (event instanceof UploadEvent.RouteFailed failed) {
      row.sent(nanoTime.getAsLong(), 0);
      failed(row, failed.attempt());
    } else if (event instanceof UploadEvent.Ended) {
      over(event.upload(), row);
    }
    show(nanoTime.getAsLong());
  }

  @Override
  public synchronized void heard(DownloadEvent event) {
    if (event instanceof DownloadEvent.Ranked ranked) {
      underWay.put(event.download(), new Row(event.request().source().fileName(), ranked.size()));
    }
    Row row = underWay.get(event.download());
    if (row == null) {
      return;
    }
    waits(row, event instanceof DownloadEvent.Waiting waiting ? waiting.why() : "");
    if (event instanceof DownloadEvent.BytesReceived progress) {
      row.sent(nanoTime.getAsLong(), progress.bytes());
    } else if (event instanceof DownloadEvent.RouteFailed failed) {
      failed(row, failed.attempt());
    } else if (event instanceof DownloadEvent.Ended) {
      over(event.download(), row);
    }
    show(nanoTime.getAsLong());
  }

  private void failed(Row row, FailedAttempt attempt) {
    say(row, "failed: " + Printable.of(OptionWords.of(attempt.toString())));
  }

  /** Whatever became of it: there is nothing left to be done for it. */
  private void over(UUID id, Row row) {
    underWay.remove(id);
    filesOver++;
    bytesOver += row.total;
  }

  /** What many wait for is told once. */
  private void waits(Row row, String why) {
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
