package io.hostward.lab.net;

import io.hostward.lab.wire.Loops;
import io.hostward.lab.wire.Resets;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One listening port with its connections; can be closed and opened again on the same port.
 * Thread-safe.
 */
final class Listener {
  /** Set on connections of servers that serve one file request per connection. */
  static final AttributeKey<Boolean> SINGLE_REQUEST = AttributeKey.valueOf("lab-single-request");

  private final ServerBootstrap bootstrap;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Door door;
  private @Nullable Channel listening;

  @SuppressWarnings("deprecation") // Netty 4.2 has another name for the allocator, 4.1 has not
  Listener(Loops loops, Door door, boolean singleRequest, ChannelHandler setUp) {
    this.door = door;
    this.bootstrap =
        new ServerBootstrap()
            .group(loops.io())
            .childOption(
                ChannelOption.RCVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(4 << 10, 64 << 10, 512 << 10))
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1 << 19, 1 << 20))
            .handler(new Collector())
            .childHandler(setUp);
    door.prepare(bootstrap);
    if (singleRequest) {
      bootstrap.childAttr(SINGLE_REQUEST, true);
    }
  }

  /** Registers each accepted connection before anything else happens to it. */
  @ChannelHandler.Sharable
  private final class Collector extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object connection) {
      connections.add((Channel) connection);
      ctx.fireChannelRead(connection);
    }
  }

  /**
   * Listens, on the same port as before if it did before; returns where clients find it.
   *
   * @throws UncheckedIOException if the port is taken
   */
  synchronized InetSocketAddress open() {
    if (listening != null) {
      return door.address();
    }
    ChannelFuture bound = door.bind(bootstrap);
    if (!bound.isSuccess()) {
      BindException error =
          new BindException(
              "the lab cannot listen on %s (%s); choose another port, or 0 for a free one"
                  .formatted(door.describe(), bound.cause().getMessage()));
      error.initCause(bound.cause());
      throw new UncheckedIOException(error);
    }
    listening = bound.channel();
    return door.address();
  }

  /** Listens no more; connections live on. */
  synchronized void refuse() {
    if (listening != null) {
      listening.close().awaitUninterruptibly();
      listening = null;
      door.awaitClosed();
    }
  }

  /** Listens no more and resets every connection. */
  synchronized void kill() {
    refuse();
    connections.forEach(Resets::reset);
  }

  /** Listens no more, closes every connection, waits for it. */
  synchronized void close() {
    refuse();
    connections.close().awaitUninterruptibly();
  }
}
