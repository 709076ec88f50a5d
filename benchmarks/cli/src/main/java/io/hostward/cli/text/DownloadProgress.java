package io.hostward.cli.text;

import io.hostward.download.DownloadEvent;
import io.hostward.net.Printable;
import java.util.List;

/** Shows one download: the routes it tries, how far it is, what failed. */
public final class DownloadProgress implements DownloadDisplay {
  private final String label;
  private final ProgressView view;
  private RecentRate meter = new RecentRate();
  private String waitedFor = "";
  private boolean ended;

  /**
   * A display for one download.
   *
   * @param label the file's name; control characters are escaped
   */
  public DownloadProgress(String label, ProgressView view) {
    this.label = Printable.of(label);
    this.view = view;
  }

  @Override
  public synchronized void heard(DownloadEvent event) {
    if (ended) {
      return;
    }
    if (event instanceof DownloadEvent.RouteBegun begun) {
      say(Printable.of(begun.route().toString()));
    } else if (event instanceof DownloadEvent.Asked asked) {
      meter = new RecentRate();
      asked.ended().ifPresent(why -> say("broke off: " + Printable.of(OptionWords.of(why))));
      if (asked.from() > 0) {
        say(
            String.format(
                "%s goes on after %s",
                Printable.of(asked.route().name().server()),
                Printable.count(asked.from(), "byte")));
      }
    } else if (event instanceof DownloadEvent.BytesReceived received) {
      long now = System.nanoTime();
      meter.record(now, received.bytes());
      long total = Math.max(received.bytes(), received.total());
      view.show(List.of(new ProgressFigures(label, received.bytes(), total, meter.rate())), now);
    } else if (event instanceof DownloadEvent.RouteFailed failed) {
      say("failed: " + Printable.of(OptionWords.of(failed.attempt().toString())));
    }
    waits(event);
  }

  /** What is asked for again and again with the same answer is told once. */
  private void waits(DownloadEvent event) {
    String why = event instanceof DownloadEvent.Waiting waiting ? waiting.why() : "";
    if (!why.isEmpty() && !why.equals(waitedFor)) {
      say("waiting, asking again: " + Printable.of(OptionWords.of(why)));
    }
    waitedFor = why;
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

  private void say(String what) {
    view.say(label + ": " + what);
  }
}
