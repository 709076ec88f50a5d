package io.hostward.pipeline;

import io.hostward.ranking.Selection;
import io.hostward.transfer.Route;
import io.hostward.upload.Attempt;
import io.hostward.upload.Stage;
import io.hostward.upload.UploadListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener, one call at a time, whatever it throws; and keeps the time of each stage. */
final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private final UploadListener listener;
  private final InstantSource clock;
  private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
  private Stage stage = Stage.INVENTORY;
  private Instant entered;
  private @Nullable Transfer transfer;
  private long bytes;

  Progress(UploadListener listener, InstantSource clock) {
    this.listener = listener;
    this.clock = clock;
    this.entered = clock.instant();
  }

  synchronized void enter(Stage next) {
    Instant now = clock.instant();
    times.merge(stage, Duration.between(entered, now), Duration::plus);
    stage = next;
    entered = now;
    transfer = null;
    tell(() -> listener.entered(next));
  }

  synchronized Stage stage() {
    return stage;
  }

  synchronized void selected(Selection selection) {
    tell(() -> listener.selected(selection));
  }

  synchronized void started(Route route) {
    bytes = 0;
    tell(() -> listener.started(route));
  }

  /**
   * A transfer begins within the present stage. What comes of it after that stage is dropped: the
   * transfer was given up, and the next one counts anew.
   */
  synchronized LongConsumer transfer(long total) {
    transfer = new Transfer(total);
    bytes = 0;
    return transfer;
  }

  synchronized void failed(Attempt attempt) {
    tell(() -> listener.failed(attempt));
  }

  synchronized long bytesOnRoute() {
    return bytes;
  }

  synchronized Map<Stage, Duration> times() {
    Map<Stage, Duration> result = new EnumMap<>(times);
    result.merge(stage, Duration.between(entered, clock.instant()), Duration::plus);
    return result;
  }

  private synchronized void sent(Transfer by, long newBytes) {
    if (by == transfer) {
      bytes = newBytes;
      tell(() -> listener.progressed(newBytes, by.total));
    }
  }

  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (Throwable e) {
      // Errors too: a failed assertion or a missing class in a listener is no reason to fail.
      LOG.warn("An upload listener failed, the upload goes on", e);
    }
  }

  /** Called by the transport. */
  private final class Transfer implements LongConsumer {
    private final long total;

    Transfer(long total) {
      this.total = total;
    }

    @Override
    public void accept(long newBytes) {
      sent(this, newBytes);
    }
  }
}
