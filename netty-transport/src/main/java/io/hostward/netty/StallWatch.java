package io.hostward.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a server stops taking bytes. What counts is what the server has acknowledged: the
 * kernel takes megabytes from a transfer that the server may never take from it, and then nothing
 * for a minute while a slow server is busy with them. Any byte is progress, at any rate. Where the
 * kernel does not tell, what it has taken counts. All on the channel's event loop.
 */
final class StallWatch {
  private static final int LOOKS = 8;

  private final Channel channel;
  private final @Nullable Outflow outflow;
  private final SendQueues queues;
  private final Duration limit;
  private final Events events;
  private final LongSupplier nanoTime;
  private long acknowledged = Long.MIN_VALUE;
  private long taken = -1;
  private long since;
  private boolean asking;
  private boolean ended;
  private boolean stopped;
  private @Nullable Future<?> timer;

  /** What the watch reports; nothing after {@link #stop}. */
  interface Events {
    /**
     * The server took no byte for the whole time.
     *
     * @param held bytes that the kernel holds, or {@link SendQueues#UNKNOWN}
     */
    void stalled(long held);

    /** After {@link #endOfRequest}: the server has all of it, or nobody can tell. */
    void delivered();
  }

  StallWatch(TlsConnection connection, SendQueues queues, Duration limit, Events events) {
    this(connection, queues, limit, events, System::nanoTime);
  }

  StallWatch(
      TlsConnection connection,
      SendQueues queues,
      Duration limit,
      Events events,
      LongSupplier nanoTime) {
    this.channel = connection.channel();
    this.outflow = (Outflow) channel.pipeline().get(TlsConnection.OUTFLOW);
    this.queues = queues;
    this.limit = limit;
    this.events = events;
    this.nanoTime = nanoTime;
  }

  void start() {
    since = nanoTime.getAsLong();
    long every = Math.max(1, limit.toMillis() / LOOKS);
    timer =
        channel.eventLoop().scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
  }

  void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  /** The kernel has taken the whole request. */
  void endOfRequest() {
    ended = true;
    if (!queues.areKnown()) {
      events.delivered();
    }
  }

  /**
   * What the socket has taken is noted first: what it takes while the kernel is asked is in both.
   */
  private void look() {
    if (outflow == null || asking) {
      return;
    }
    long takenNow = outflow.taken(channel);
    if (queues.areKnown()) {
      asking = true;
      queues.ask(channel, held -> judge(takenNow, held));
    } else {
      judge(takenNow, SendQueues.UNKNOWN);
    }
  }

  private void judge(long takenNow, long held) {
    asking = false;
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    if (stopped || waiting == null) {
      return;
    }
    boolean idle = waiting.totalPendingWriteBytes() == 0 && held <= 0;
    if (idle && ended) {
      events.delivered();
      return;
    }
    long now = nanoTime.getAsLong();
    if (isProgress(takenNow, held) || idle) {
      since = now;
    } else if (now - since >= limit.toNanos()) {
      stop();
      events.stalled(held);
    }
  }

  private boolean isProgress(long takenNow, long held) {
    long acknowledgedBefore = acknowledged;
    long takenBefore = taken;
    taken = takenNow;
    if (held < 0) {
      return takenNow > takenBefore;
    }
    acknowledged = Math.max(acknowledged, takenNow - held);
    return acknowledged > acknowledgedBefore;
  }
}
