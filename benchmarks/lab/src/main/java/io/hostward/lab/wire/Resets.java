package io.hostward.lab.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;

/** Ends connections the hard way. */
public final class Resets {
  private Resets() {}

  /** Sends RST, and no close_notify of TLS: what a client sees when a host dies. */
  public static void reset(Channel channel) {
    if (!channel.eventLoop().inEventLoop()) {
      channel.eventLoop().execute(() -> reset(channel));
      return;
    }
    if (!channel.isOpen()) {
      return;
    }
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    ChannelHandlerContext first = channel.pipeline().firstContext();
    if (first == null) {
      channel.close();
    } else {
      // Closing from the first handler leaves out TLS, which would send its close_notify first.
      first.close();
    }
  }
}
