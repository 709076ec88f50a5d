package io.hostward.lab.wire;

import io.hostward.lab.wire.ReadGate.Reason;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.RecvByteBufAllocator;
import java.util.concurrent.TimeUnit;

/** Holds reading while a {@link RateLimiter} is overspent. */
public final class Throttle extends ChannelInboundHandlerAdapter {
  private static final int LARGEST_READ = 64 << 10;

  private final RateLimiter limiter;

  public Throttle(RateLimiter limiter) {
    this.limiter = limiter;
  }

  /** Reads less at a time under a cap, and one buffer where it would be sixteen. */
  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (limiter.capped()) {
      RecvByteBufAllocator small =
          new AdaptiveRecvByteBufAllocator(1 << 10, LARGEST_READ, LARGEST_READ)
              .maxMessagesPerRead(1);
      ctx.channel().config().setRecvByteBufAllocator(small);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes && limiter.capped()) {
      limiter.spend(bytes.readableBytes());
      pause(ctx);
    }
    ctx.fireChannelRead(message);
  }

  private void pause(ChannelHandlerContext ctx) {
    long nanos = limiter.waitNanos();
    ReadGate.of(ctx.channel()).hold(Reason.BANDWIDTH, nanos > 0);
    if (nanos > 0) {
      ctx.executor().schedule(() -> pause(ctx), nanos, TimeUnit.NANOSECONDS);
    }
  }
}
