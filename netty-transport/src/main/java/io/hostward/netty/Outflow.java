package io.hostward.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Counts the bytes below TLS that the socket took. All on the channel's event loop. */
final class Outflow extends ChannelOutboundHandlerAdapter {
  private long whole;

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!(message instanceof ByteBuf bytes)) {
      context.write(message, promise);
      return;
    }
    int count = bytes.readableBytes();
    var unused =
        context
            .write(message, promise.unvoid())
            .addListener(
                done -> {
                  if (done.isSuccess()) {
                    whole += count;
                  }
                });
  }

  /** Returns the bytes of all buffers that went, and what went of the one that is going. */
  long taken(Channel channel) {
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    return whole + (queue == null ? 0 : queue.currentProgress());
  }
}
