package io.hostward.lab.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;

/**
 * Holds reads back while a {@link RateLimiter} is overspent. It delays the read operation itself
 * instead of switching auto-read off, which leaves that switch to whoever needs back-pressure.
 */
public final class Throttle extends ChannelDuplexHandler {
  private final RateLimiter limiter;
  private boolean waiting;

  public Throttle(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      limiter.spend(bytes.readableBytes());
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    if (waiting) {
      return;
    }
    long nanos = limiter.waitNanos();
    if (nanos == 0) {
      ctx.read();
      return;
    }
    waiting = true;
    ctx.executor().schedule(() -> resume(ctx), nanos, TimeUnit.NANOSECONDS);
  }

  private void resume(ChannelHandlerContext ctx) {
    waiting = false;
    if (!ctx.isRemoved()) {
      read(ctx);
    }
  }
}
