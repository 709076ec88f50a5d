package io.hostward.lab.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Unix domain socket, to which another process carries the connections that it takes at an
 * address and port. Whoever may write to the file may connect: its folder should be private.
 */
final class UnixDoor implements Door {
  private final Path file;
  private final InetSocketAddress advertised;

  /** A door at a file, which clients find at an address and port of another process. */
  UnixDoor(Path file, InetSocketAddress advertised) {
    this.file = file;
    this.advertised = advertised;
  }

  @Override
  public void prepare(ServerBootstrap bootstrap) {
    bootstrap.channel(NioServerDomainSocketChannel.class).childAttr(Ends.ADVERTISED, advertised);
  }

  @Override
  public ChannelFuture bind(ServerBootstrap bootstrap) {
    remove();
    return bootstrap.bind(UnixDomainSocketAddress.of(file)).awaitUninterruptibly();
  }

  @Override
  public InetSocketAddress address() {
    return advertised;
  }

  @Override
  public String describe() {
    return "the socket " + file;
  }

  /** Without its file nobody finds the socket. */
  @Override
  public void awaitClosed() {
    remove();
  }

  private void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the lab's socket " + file + " cannot be removed", e);
    }
  }
}
