package io.hostward.lab.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An address and port, the same each time it is opened. An address that the machine does not have
 * (macOS has 127.0.0.1 alone) is replaced by 127.0.0.1.
 */
final class TcpDoor implements Door {
  private static final String FALLBACK = "127.0.0.1";

  /** Far longer than a turn of a selector. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private InetSocketAddress address;

  /** A door at a port, 0 for a free one. */
  TcpDoor(String address, int port) {
    this.address = new InetSocketAddress(address, port);
  }

  @Override
  public void prepare(ServerBootstrap bootstrap) {
    bootstrap
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 1024)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true);
  }

  @Override
  public ChannelFuture bind(ServerBootstrap bootstrap) {
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess() && unknownAddress(bound.cause())) {
      address = new InetSocketAddress(FALLBACK, address.getPort());
      bound = bootstrap.bind(address).awaitUninterruptibly();
    }
    if (bound.isSuccess()) {
      address = (InetSocketAddress) bound.channel().localAddress();
    }
    return bound;
  }

  private boolean unknownAddress(@Nullable Throwable cause) {
    return cause instanceof BindException
        && String.valueOf(cause.getMessage()).contains("assign")
        && !FALLBACK.equals(address.getHostString());
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public String describe() {
    return address.getHostString() + ":" + address.getPort();
  }

  /**
   * NIO closes a socket for good when its selector comes round the next time, after Netty has
   * called the channel closed; until then the kernel goes on accepting.
   */
  @Override
  public void awaitClosed() {
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
}
