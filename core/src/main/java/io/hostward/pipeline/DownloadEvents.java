package io.hostward.pipeline;

import io.hostward.download.DownloadEvent;
import io.hostward.download.DownloadListener;
import io.hostward.download.DownloadOutcome;
import io.hostward.download.DownloadRequest;
import io.hostward.ranking.Selection;
import io.hostward.upload.FailedAttempt;
import io.hostward.upload.Outcome;
import io.hostward.upload.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place from which the events of one download are told: each once, one at a time, in an
 * order that {@link DownloadEvent} documents; and what they add up to. Safe for use by several
 * threads.
 */
final class DownloadEvents {
  private static final Logger LOG = LoggerFactory.getLogger(DownloadEvents.class);

  private final DownloadRequest request;
  private final UUID id;
  private final Time time;
  private final List<DownloadListener> listeners;
  private final List<FailedAttempt> failed = new ArrayList<>();
  private final List<Throwable> causes = new ArrayList<>();
  private final List<String> leftovers = new ArrayList<>();
  private volatile @Nullable Thread teller;
  private @Nullable MemoryFeed memory;
  private @Nullable Selection selection;
  private Stage stage = Stage.INVENTORY;
  private Optional<String> relayed = Optional.empty();
  private Duration begunAt = Duration.ZERO;
  private Duration routeBegun = Duration.ZERO;
  private boolean begun;
  private boolean ended;

  /** Which transfer may tell of bytes; one that was given up may not. */
  private int transfer;

  DownloadEvents(DownloadRequest request, UUID id, Time time, List<DownloadListener> listeners) {
    this.request = request;
    this.id = id;
    this.time = time;
    this.listeners = List.copyOf(listeners);
  }

  DownloadRequest request() {
    return request;
  }

  UUID id() {
    return id;
  }

  /** The memory of hosts, which hears of everything from now on. */
  synchronized void feed(MemoryFeed newMemory) {
    memory = newMemory;
  }

  void begin() {
    tell(DownloadEvent.Begun::new);
  }

  void enter(Stage next) {
    tell(origin -> new DownloadEvent.StageBegun(origin, next));
  }

  /** Tells the last event, and returns what it says. */
  synchronized DownloadOutcome end(Outcome.@Nullable Failure failure) {
    DownloadOutcome outcome = new DownloadOutcome(leftovers, failed, failure);
    tell(origin -> new DownloadEvent.Ended(origin, outcome));
    return outcome;
  }

  /** Tells one event. The first is {@code Begun}; after {@code Ended} nothing is told any more. */
  synchronized void tell(Function<DownloadEvent.Origin, DownloadEvent> fact) {
    DownloadEvent event = fact.apply(new DownloadEvent.Origin(request, id, time.now()));
    if (ended || begun == event instanceof DownloadEvent.Begun) {
      LOG.debug("Dropped, since it is out of order: {}", event);
      return;
    }
    begun = true;
    add(event);
    if (memory != null) {
      memory.hear(event);
    }
    teller = Thread.currentThread();
    listeners.forEach(listener -> tell(listener, event));
    teller = null;
  }

  private void add(DownloadEvent event) {
    if (event instanceof DownloadEvent.Begun) {
      begunAt = time.passed();
    } else if (event instanceof DownloadEvent.StageBegun next) {
      stage = next.stage();
      transfer++;
    } else if (event instanceof DownloadEvent.Ranked ranked) {
      selection = ranked.selection();
    } else if (event instanceof DownloadEvent.RouteBegun route) {
      routeBegun = time.passed();
      relayed = route.relayed();
    } else if (event instanceof DownloadEvent.RouteFailed failure) {
      transfer++;
      failed.add(failure.attempt());
      causes.add(failure.cause());
    } else if (event instanceof DownloadEvent.Leftover left) {
      leftovers.add(left.file().toString());
    } else if (event instanceof DownloadEvent.Ended) {
      ended = true;
    }
  }

  private static void tell(DownloadListener listener, DownloadEvent event) {
    try {
      listener.heard(event);
    } catch (Throwable e) {
      // Errors too: a failed assertion or a missing class in a listener is no reason to fail.
      LOG.warn("A download listener failed, the download goes on", e);
    }
  }

  /** Whether the calling thread is a listener's at this moment. */
  boolean isTelling() {
    return teller == Thread.currentThread();
  }

  /** The number of the transfer that may tell of bytes. */
  synchronized int transfer() {
    return transfer;
  }

  synchronized void received(int by, long bytes, long total) {
    if (by == transfer) {
      tell(origin -> new DownloadEvent.BytesReceived(origin, bytes, total));
    }
  }

  /** Why the relay is about to be tried. */
  synchronized String relayReason() {
    return RelayReason.of(request.routes(), Optional.ofNullable(selection), failed);
  }

  /** Why the route that began last is the relay; empty for a host. */
  synchronized Optional<String> relayed() {
    return relayed;
  }

  synchronized Stage stage() {
    return stage;
  }

  synchronized List<FailedAttempt> failed() {
    return List.copyOf(failed);
  }

  synchronized List<Throwable> causes() {
    return List.copyOf(causes);
  }

  synchronized List<String> leftovers() {
    return List.copyOf(leftovers);
  }

  /** How long the route has been tried that began last. */
  synchronized Duration onRoute() {
    return time.since(routeBegun);
  }

  synchronized Duration elapsed() {
    return time.since(begunAt);
  }
}
