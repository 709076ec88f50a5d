package io.hostward.lab.transfer;

import io.hostward.lab.storage.StoreException;
import io.hostward.lab.wire.RateLimiter;
import io.hostward.lab.wire.ReadGate;
import io.hostward.lab.wire.ReadGate.Reason;
import io.hostward.lab.wire.Resets;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Sends a download, one piece at a time: the next is read when the one before has left for the
 * socket, so that a slow reader costs no memory. Runs on the channel's event loop.
 */
public final class Pump {
  private final Channel channel;
  private final Download download;
  private final RateLimiter limiter;
  private final Function<ByteBuf, ChannelFuture> send;
  private final Runnable atEnd;

  /**
   * A pump that has not begun.
   *
   * @param send writes and flushes a piece, and releases it
   * @param atEnd called once all pieces have left
   */
  public Pump(
      Channel channel,
      Download download,
      RateLimiter limiter,
      Function<ByteBuf, ChannelFuture> send,
      Runnable atEnd) {
    this.channel = channel;
    this.download = download;
    this.limiter = limiter;
    this.send = send;
    this.atEnd = atEnd;
  }

  /** Begins. The download is closed at its end, or when the connection ends. */
  public void start() {
    channel.closeFuture().addListener(f -> download.close());
    step();
  }

  private void step() {
    long nanos = limiter.waitNanos();
    if (nanos > 0) {
      channel.eventLoop().schedule(this::step, nanos, TimeUnit.NANOSECONDS);
      return;
    }
    try {
      ByteBuf piece = channel.isOpen() ? download.next(channel.alloc()) : null;
      if (piece == null) {
        end();
        return;
      }
      limiter.spend(piece.readableBytes());
      send.apply(piece).addListener(sent -> afterSend(sent.isSuccess()));
    } catch (StoreException e) {
      Resets.reset(channel);
    }
  }

  private void afterSend(boolean success) {
    if (success) {
      step();
    }
  }

  private void end() {
    switch (download.atEnd()) {
      case CONTINUE -> {
        download.close();
        atEnd.run();
      }
      case RESET -> Resets.reset(channel);
      case STALL -> ReadGate.of(channel).hold(Reason.FAULT, true);
    }
  }
}
