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
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One listening port with its connections; can be closed and opened again on the same port.
 * Thread-safe.
 */
final class Listener {
  /** Set on connections of servers that serve one file request per connection. */
  static final AttributeKey<Boolean> SINGLE_REQUEST = AttributeKey.valueOf("lab-single-request");

  private static final String FALLBACK = "127.0.0.1";

  /** Far longer than a turn of a selector. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final ServerBootstrap bootstrap;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private InetSocketAddress address;
  private @Nullable Channel listening;

  @SuppressWarnings("deprecation") // Netty 4.2 has another name for the allocator, 4.1 has not
  Listener(Loops loops, String address, int port, boolean singleRequest, ChannelHandler setUp) {
    this.address = new InetSocketAddress(address, port);
    this.bootstrap =
        new ServerBootstrap()
            .group(loops.io())
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.RCVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(4 << 10, 64 << 10, 512 << 10))
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1 << 19, 1 << 20))
            .handler(new Collector())
            .childHandler(setUp);
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
   * Listens, on the same port as before if it did before. An address that the machine does not have
   * (macOS has 127.0.0.1 alone) is replaced by 127.0.0.1.
   *
   * @throws UncheckedIOException if the port is taken
   */
  synchronized InetSocketAddress open() {
    if (listening != null) {
      return address;
    }
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess() && unknownAddress(bound.cause())) {
      address = new InetSocketAddress(FALLBACK, address.getPort());
      bound = bootstrap.bind(address).awaitUninterruptibly();
    }
    if (!bound.isSuccess()) {
      BindException error =
          new BindException(
              "the lab cannot listen on %s:%d (%s); choose another port, or 0 for a free one"
                  .formatted(
                      address.getHostString(), address.getPort(), bound.cause().getMessage()));
      error.initCause(bound.cause());
      throw new UncheckedIOException(error);
    }
    listening = bound.channel();
    address = (InetSocketAddress) listening.localAddress();
    return address;
  }

  private boolean unknownAddress(@Nullable Throwable cause) {
    return cause instanceof BindException
        && String.valueOf(cause.getMessage()).contains("assign")
        && !FALLBACK.equals(address.getHostString());
  }

  /** Listens no more; connections live on. */
  synchronized void refuse() {
    if (listening != null) {
      listening.close().awaitUninterruptibly();
      listening = null;
      awaitSilence();
    }
  }

  /**
   * NIO closes a socket for good when its selector comes round the next time, after Netty has
   * called the channel closed; until then the kernel goes on accepting.
   */
  private void awaitSilence() {
    long deadline = System.nanoTime() + SILENCE.toNanos();
    while (accepts() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private boolean accepts() {
    try (Socket probe = new Socket()) {
      probe.connect(address, (int) SILENCE.toMillis());
      return true;
    } catch (IOException e) {
      return false;
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
