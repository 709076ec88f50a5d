package io.hostward.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads that encrypt and write, and the kind of socket that they serve. */
final class Loops {
  private static final long QUIET_SECONDS = 0;
  private static final long LONGEST_SECONDS = 5;

  private final EventLoopGroup group;

  private Loops(EventLoopGroup group) {
    this.group = group;
  }

  static Loops start(int count) {
    return new Loops(
        new MultiThreadIoEventLoopGroup(
            count, new DefaultThreadFactory("hostward-net", true), NioIoHandler.newFactory()));
  }

  EventLoop next() {
    return group.next();
  }

  ChannelFactory<? extends Channel> sockets() {
    return NioSocketChannel::new;
  }

  boolean isCurrent() {
    for (var executor : group) {
      if (executor.inEventLoop()) {
        return true;
      }
    }
    return false;
  }

  /** Ends the threads; waits for them unless called by one of them. */
  void close(boolean await) {
    var ended = group.shutdownGracefully(QUIET_SECONDS, LONGEST_SECONDS, TimeUnit.SECONDS);
    if (await) {
      ended.awaitUninterruptibly(2 * LONGEST_SECONDS, TimeUnit.SECONDS);
    }
  }
}
