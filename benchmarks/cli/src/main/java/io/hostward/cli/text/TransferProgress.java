package io.hostward.cli.text;

import io.hostward.net.Printable;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import java.util.List;
import java.util.function.LongSupplier;

/** Shows one upload: the routes it tries, how far it is, what failed. */
public final class TransferProgress implements ProgressDisplay {
  private final String label;
  private final ProgressView view;
  private final LongSupplier nanoTime;
  private RecentRate meter = new RecentRate();
  private boolean ended;
  private String waitedFor = "";

  /**
   * A display for one upload.
   *
   * @param label the file's name; control characters are escaped
   * @param nanoTime the time, as of {@link System#nanoTime}
   */
  public TransferProgress(String label, ProgressView view, LongSupplier nanoTime) {
    this.label = Printable.of(label);
    this.view = view;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void heard(UploadEvent event) {
    if (event instanceof UploadEvent.RouteBegun begun) {
      meter = new RecentRate();
      say(label + ": " + Printable.of(begun.route().toString()));
    } else if (event instanceof UploadEvent.BytesSent sent) {
      sent(sent.bytes(), sent.total());
    } else if (event instanceof UploadEvent.StageBegun begun
        && begun.stage() == Stage.VERIFICATION) {
      view.end();
    } else if (event instanceof UploadEvent.RouteFailed failed) {
      say(label + ": failed: " + Printable.of(OptionWords.of(failed.attempt().toString())));
    }
    waits(event);
  }

  /** What is asked for again and again with the same answer is told once. */
  private void waits(UploadEvent event) {
    String why = event instanceof UploadEvent.Waiting waiting ? waiting.why() : "";
    if (!why.isEmpty() && !why.equals(waitedFor)) {
      say(label + ": waiting, asking again: " + Printable.of(OptionWords.of(why)));
    }
    waitedFor = why;
  }

  private void sent(long bytes, long total) {
    long now = nanoTime.getAsLong();
    meter.record(now, bytes);
    if (!ended) {
      view.show(
          List.of(new ProgressFigures(label, Math.min(bytes, total), total, meter.rate())), now);
    }
  }

  @Override
  public synchronized void aside(Runnable print) {
    view.end();
    print.run();
  }

  /** An upload that was broken off may still tell of its cleanup: that is not shown any more. */
  @Override
  public synchronized void end() {
    ended = true;
    view.end();
  }

  private void say(String message) {
    if (!ended) {
      view.say(message);
    }
  }
}
