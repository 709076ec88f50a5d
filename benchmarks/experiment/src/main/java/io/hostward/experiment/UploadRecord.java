package io.hostward.experiment;

import io.hostward.inventory.DatastorePath;
import io.hostward.ranking.Selection;
import io.hostward.transfer.Route;
import io.hostward.transfer.TransferReceipt;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Outcome;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the events of one upload say, for experiments. Its memory is bounded, however many bytes are
 * sent. Thread-safe.
 */
public final class UploadRecord implements UploadListener {
  /** When so many points are kept, every other one goes. */
  private static final int MOST_POINTS = 2_048;

  private final List<Point> points = new ArrayList<>();
  private final List<FailedAttempt> failed = new ArrayList<>();
  private Optional<Instant> begun = Optional.empty();
  private Optional<Instant> firstByte = Optional.empty();
  private Optional<Instant> ended = Optional.empty();
  private Optional<Route> route = Optional.empty();
  private Optional<Route> carrier = Optional.empty();
  private Optional<Selection> selection = Optional.empty();
  private Optional<TransferReceipt> receipt = Optional.empty();
  private Optional<DatastorePath> published = Optional.empty();
  private Optional<Outcome> outcome = Optional.empty();
  private boolean sending;

  /**
   * How far a route's bytes had come.
   *
   * @param at when
   * @param bytes handed to the network by then
   */
  public record Point(Instant at, long bytes) {}

  @Override
  public synchronized void heard(UploadEvent event) {
    if (event instanceof UploadEvent.Begun) {
      begun = Optional.of(event.at());
    } else if (event instanceof UploadEvent.Ranked ranked) {
      selection = Optional.of(ranked.selection());
    } else if (event instanceof UploadEvent.RouteBegun next) {
      route = Optional.of(next.route());
      points.clear();
      firstByte = Optional.empty();
    } else if (event instanceof UploadEvent.StageBegun stage) {
      stageBegun(stage);
    } else if (event instanceof UploadEvent.BytesSent sent) {
      sent(new Point(sent.at(), sent.bytes()));
    } else if (event instanceof UploadEvent.RouteFailed failure) {
      failed.add(failure.attempt());
    } else if (event instanceof UploadEvent.Verified verified) {
      receipt = Optional.of(verified.receipt());
      carrier = route;
    } else if (event instanceof UploadEvent.Published done) {
      published = Optional.of(done.path());
    } else if (event instanceof UploadEvent.Ended end) {
      ended = Optional.of(end.at());
      outcome = Optional.of(end.outcome());
    }
  }

  /** Bytes of a transfer are counted from its stage's beginning to the next stage's. */
  private void stageBegun(UploadEvent.StageBegun stage) {
    if (stage.stage() == Stage.TRANSFER) {
      sending = true;
      points.add(new Point(stage.at(), 0));
    } else if (sending) {
      sending = false;
      if (stage.stage() == Stage.VERIFICATION) {
        points.add(new Point(stage.at(), stage.request().source().size()));
      }
    }
  }

  private void sent(Point point) {
    if (!sending) {
      return;
    }
    if (firstByte.isEmpty() && point.bytes() > 0) {
      firstByte = Optional.of(point.at());
    }
    points.add(point);
    if (points.size() >= MOST_POINTS) {
      for (int i = points.size() - 2; i > 0; i -= 2) {
        points.remove(i);
      }
    }
  }

  /** Returns how far the last route's bytes had come, in the order of time. */
  public synchronized List<Point> points() {
    return List.copyOf(points);
  }

  /** Returns the routes that failed. */
  public synchronized List<FailedAttempt> failed() {
    return List.copyOf(failed);
  }

  /** Returns the route that carried the file; empty if none did. */
  public synchronized Optional<Route> carrier() {
    return carrier;
  }

  /** Returns how the hosts were ranked; empty if they were not. */
  public synchronized Optional<Selection> selection() {
    return selection;
  }

  /** Returns the time from the beginning until the first byte was handed to the network. */
  public synchronized Optional<Duration> untilFirstByte() {
    return begun.flatMap(from -> firstByte.map(to -> Duration.between(from, to)));
  }

  /** Returns when it began to run. */
  public synchronized Optional<Instant> begun() {
    return begun;
  }

  /** Returns when it had ended. */
  public synchronized Optional<Instant> ended() {
    return ended;
  }

  /** Returns the time in all. */
  public synchronized Optional<Duration> elapsed() {
    return begun.flatMap(from -> ended.map(to -> Duration.between(from, to)));
  }

  /** Returns the transfer; empty if none succeeded. */
  public synchronized Optional<TransferReceipt> receipt() {
    return receipt;
  }

  /** Returns where the file stands; empty if it was not published. */
  public synchronized Optional<DatastorePath> published() {
    return published;
  }

  /** Returns how it ended; empty if it has not. */
  public synchronized Optional<Outcome> outcome() {
    return outcome;
  }
}
