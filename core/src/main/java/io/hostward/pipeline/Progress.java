package io.hostward.pipeline;

import io.hostward.model.Attempt;
import io.hostward.model.Route;
import io.hostward.model.Selection;
import io.hostward.model.Stage;
import io.hostward.spi.UploadListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener, one call at a time, whatever it throws; and keeps the time of each stage. */
final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private final UploadListener listener;
  private final InstantSource clock;
  private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
  private @Nullable Stage stage;
  private Instant entered;
  private long bytes;
  private long total;

  Progress(UploadListener listener, InstantSource clock) {
    this.listener = listener;
    this.clock = clock;
    this.entered = clock.instant();
  }

  synchronized void enter(Stage next) {
    Instant now = clock.instant();
    if (stage != null) {
      times.merge(stage, Duration.between(entered, now), Duration::plus);
    }
    stage = next;
    entered = now;
    tell(() -> listener.entered(next));
  }

  synchronized void selected(Selection selection) {
    tell(() -> listener.selected(selection));
  }

  synchronized void started(Route route) {
    bytes = 0;
    tell(() -> listener.started(route));
  }

  /** Called by the transport; late calls of a transfer that was given up are dropped. */
  synchronized void sent(long newBytes, long newTotal) {
    if (stage == Stage.TRANSFER) {
      bytes = newBytes;
      total = newTotal;
      tell(() -> listener.progressed(bytes, total));
    }
  }

  synchronized void failed(Attempt attempt) {
    tell(() -> listener.failed(attempt));
  }

  synchronized long bytesOnRoute() {
    return bytes;
  }

  synchronized Map<Stage, Duration> times() {
    Map<Stage, Duration> result = new EnumMap<>(times);
    if (stage != null) {
      result.merge(stage, Duration.between(entered, clock.instant()), Duration::plus);
    }
    return result;
  }

  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.warn("An upload listener failed, the upload goes on", e);
    }
  }
}
