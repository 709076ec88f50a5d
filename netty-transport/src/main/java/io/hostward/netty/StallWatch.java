package io.hostward.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a server stops taking bytes. It looks at the socket's queue and not at whole
 * buffers, so that a slow server that takes a few bytes a second is no stall. All on the channel's
 * event loop.
 */
final class StallWatch {
  private static final int LOOKS = 8;

  private final Channel channel;
  private final Duration limit;
  private final Runnable onStall;
  private long pending;
  private long progress;
  private long since;
  private @Nullable Future<?> timer;

  StallWatch(Channel channel, Duration limit, Runnable onStall) {
    this.channel = channel;
    this.limit = limit;
    this.onStall = onStall;
  }

  void start() {
    since = System.nanoTime();
    long every = Math.max(1, limit.toMillis() / LOOKS);
    timer =
        channel.eventLoop().scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  void stop() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void look() {
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    if (queue == null) {
      stop();
      return;
    }
    long pendingNow = queue.totalPendingWriteBytes();
    long progressNow = queue.currentProgress();
    long now = System.nanoTime();
    if (pendingNow == 0 || pendingNow != pending || progressNow != progress) {
      pending = pendingNow;
      progress = progressNow;
      since = now;
    } else if (now - since >= limit.toNanos()) {
      stop();
      onStall.run();
    }
  }
}
