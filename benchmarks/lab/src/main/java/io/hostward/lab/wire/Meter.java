package io.hostward.lab.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.atomic.LongAdder;

/** Counts the raw bytes of one connection; stands first in the pipeline, below TLS. */
public final class Meter extends ChannelDuplexHandler {
  private final LongAdder in;
  private final LongAdder out;

  public Meter(LongAdder in, LongAdder out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf bytes) {
      in.add(bytes.readableBytes());
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      out.add(bytes.readableBytes());
    }
    ctx.write(message, promise);
  }
}
