package io.hostward.pipeline;

import io.hostward.download.DownloadEvent;
import io.hostward.download.DownloadListener;
import io.hostward.download.DownloadRequest;
import io.hostward.ranking.Selection;
import io.hostward.transfer.FailureDomain;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One download under way: the one place from which its events are told, and what is read off them.
 * It runs on its caller's thread, whose interrupt ends it.
 */
final class DownloadRun implements Errand {
  private static final Logger LOG = LoggerFactory.getLogger(DownloadRun.class);

  private final DownloadRequest request;
  private final Time time;
  private final Duration begun;
  private final List<FailedAttempt> failed = new ArrayList<>();
  private final List<Throwable> causes = new ArrayList<>();
  private @Nullable Selection selection;
  private Duration routeBegun = Duration.ZERO;
  private boolean arrived;

  /** Which transfer may tell of bytes; one that was given up may not. */
  private int transfer;

  DownloadRun(DownloadRequest request, Time time) {
    this.request = request;
    this.time = time;
    this.begun = time.passed();
  }

  DownloadRequest request() {
    return request;
  }

  synchronized void tell(Function<Instant, DownloadEvent> fact) {
    DownloadEvent event = fact.apply(time.now());
    if (arrived) {
      return;
    }
    if (event instanceof DownloadEvent.Ranked ranked) {
      selection = ranked.selection();
    } else if (event instanceof DownloadEvent.RouteBegun) {
      routeBegun = time.passed();
    } else if (event instanceof DownloadEvent.Asked) {
      transfer++;
    } else if (event instanceof DownloadEvent.RouteFailed failure) {
      transfer++;
      failed.add(failure.attempt());
      causes.add(failure.cause());
    } else if (event instanceof DownloadEvent.Arrived) {
      arrived = true;
    }
    request.listener().ifPresent(listener -> tell(listener, event));
  }

  private static void tell(DownloadListener listener, DownloadEvent event) {
    try {
      listener.heard(event);
    } catch (Throwable e) {
      // Errors too: a failed assertion or a missing class in a listener is no reason to fail.
      LOG.warn("A download listener failed, the download goes on", e);
    }
  }

  /** The number of the transfer that was just asked for. */
  synchronized int transfer() {
    return transfer;
  }

  synchronized void received(int by, long bytes, long total) {
    if (by == transfer) {
      tell(at -> new DownloadEvent.BytesReceived(at, bytes, total));
    }
  }

  synchronized String relayReason() {
    return RelayReason.of(request.routes(), Optional.ofNullable(selection), failed);
  }

  synchronized List<FailedAttempt> failed() {
    return List.copyOf(failed);
  }

  synchronized List<Throwable> causes() {
    return List.copyOf(causes);
  }

  synchronized Duration onRoute() {
    return time.since(routeBegun);
  }

  Duration elapsed() {
    return time.since(begun);
  }

  @Override
  public boolean isToLeave() {
    return Thread.currentThread().isInterrupted();
  }

  @Override
  public boolean putOff() {
    return false;
  }

  @Override
  public void waits(FailureDomain domain, String why, Instant until) {
    tell(at -> new DownloadEvent.Waiting(at, domain, why, until));
  }

  @Override
  public StepFailure brokenOff(Stage stage, Throwable cause) {
    return StepFailure.brokenOff(stage, "interrupted", cause);
  }
}
