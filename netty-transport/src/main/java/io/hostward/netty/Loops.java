package io.hostward.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The threads that encrypt and write, and the kind of socket that they serve. */
final class Loops {
  /**
   * How long a thread may serve what others ask of it before it looks at its sockets. Fast sources
   * hand it buffers without pause, and Netty's own second would be added to every step of a call.
   */
  private static final long TURN_MILLIS = 10;

  private static final long QUIET_SECONDS = 0;
  private static final long LONGEST_SECONDS = 5;

  private final EventLoopGroup group;

  private Loops(EventLoopGroup group) {
    this.group = group;
  }

  static Loops start(int count) {
    return new Loops(
        new MultiThreadIoEventLoopGroup(
            count, new DefaultThreadFactory("hostward-net", true), NioIoHandler.newFactory()) {
          @Override
          protected IoEventLoop newChild(Executor thread, IoHandlerFactory io, Object... none) {
            return new SingleThreadIoEventLoop(
                this,
                thread,
                io,
                Integer.MAX_VALUE,
                RejectedExecutionHandlers.reject(),
                TURN_MILLIS);
          }
        });
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
