package io.hostward.pipeline;

import io.hostward.upload.Stage;
import io.hostward.upload.UploadEvent;
import io.hostward.upload.UploadListener;
import io.hostward.upload.UploadRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place from which the events of one upload are told: each once, one at a time, in an order
 * that {@link UploadEvent} documents. The account hears them first, so that a listener finds it
 * complete. Safe for use by several threads.
 */
final class EventEmitter {
  private static final Logger LOG = LoggerFactory.getLogger(EventEmitter.class);

  private final UploadRequest request;
  private final UUID id;
  private final Time time;
  private final List<UploadListener> listeners;
  private final UploadAccount account = new UploadAccount();
  private @Nullable Consumer<UploadEvent> memory;
  private volatile @Nullable Thread teller;
  private boolean begun;
  private UploadEvent.@Nullable Ended ended;

  /** Which transfer may tell of bytes; one that was given up may not. */
  private int transfer;

  EventEmitter(UploadRequest request, UUID id, Time time, List<UploadListener> listeners) {
    this.request = request;
    this.id = id;
    this.time = time;
    this.listeners = List.copyOf(listeners);
  }

  UploadRequest request() {
    return request;
  }

  UUID id() {
    return id;
  }

  UploadAccount account() {
    return account;
  }

  /** How long the route has been tried that began last. */
  Duration onRoute() {
    return time.since(account.routeBegun());
  }

  /** The memory of hosts, which hears of everything from now on. */
  synchronized void feed(Consumer<UploadEvent> newMemory) {
    memory = newMemory;
  }

  void begin() {
    tell(UploadEvent.Begun::new);
  }

  void enter(Stage stage) {
    tell(origin -> new UploadEvent.StageBegun(origin, stage));
  }

  /** Tells one event. The first is {@code Begun}; after {@code Ended} nothing is told any more. */
  synchronized void tell(Function<UploadEvent.Origin, UploadEvent> fact) {
    UploadEvent event = fact.apply(new UploadEvent.Origin(request, id, time.now()));
    if (ended != null || begun == event instanceof UploadEvent.Begun) {
      LOG.debug("Dropped, since it is out of order: {}", event);
      return;
    }
    begun = true;
    if (event instanceof UploadEvent.StageBegun || event instanceof UploadEvent.RouteFailed) {
      transfer++;
    }
    account.add(event, time.passed());
    if (memory != null) {
      memory.accept(event);
    }
    if (event instanceof UploadEvent.Ended last) {
      ended = last;
    }
    teller = Thread.currentThread();
    listeners.forEach(listener -> tell(listener, event));
    teller = null;
  }

  /** Whether the calling thread is a listener's at this moment. */
  boolean isTelling() {
    return teller == Thread.currentThread();
  }

  /** Returns where a transfer within the present stage tells of its bytes. */
  synchronized LongConsumer bytes(long total) {
    int mine = transfer;
    return bytes -> sent(mine, bytes, total);
  }

  private synchronized void sent(int by, long bytes, long total) {
    // A transfer may repeat its last figure as it ends.
    if (by == transfer && bytes > account.bytes()) {
      tell(origin -> new UploadEvent.BytesSent(origin, bytes, total));
    }
  }

  /** The last event, once it was told. */
  synchronized Optional<UploadEvent.Ended> ended() {
    return Optional.ofNullable(ended);
  }

  private static void tell(UploadListener listener, UploadEvent event) {
    try {
      listener.heard(event);
    } catch (Throwable e) {
      // Errors too: a failed assertion or a missing class in a listener is no reason to fail.
      LOG.warn("An upload listener failed, the upload goes on", e);
    }
  }
}
