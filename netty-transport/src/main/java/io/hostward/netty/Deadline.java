package io.hostward.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does something unless it is cleared in time; one thing at a time. All on one event loop. */
final class Deadline {
  private final EventLoop loop;
  private @Nullable Future<?> timer;
  private boolean stopped;

  Deadline(EventLoop loop) {
    this.loop = loop;
  }

  /** Takes the place of what was set before. */
  void set(Duration time, Runnable otherwise) {
    clear();
    if (!stopped) {
      timer = loop.schedule(otherwise, time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void clear() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  /** Clears it for good: events that come late must not keep an ended transfer in memory. */
  void stop() {
    stopped = true;
    clear();
  }
}
