package io.hostward.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.RejectedExecutionHandler;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that encrypt and write, and the kind of socket that they serve.
 *
 * <p>They are made one by one where Netty lets them be (4.2): a group of Netty's would start a
 * thread of its own when it ends, which keeps the virtual machine alive for a second more.
 */
final class Loops {
  /**
   * How long a thread may serve what others ask of it before it looks at its sockets. Fast sources
   * hand it buffers without pause, and Netty 4.2's own second would be added to every step of a
   * call. Netty 4.1 looks after 64 tasks by itself.
   */
  private static final long TURN_MILLIS = 10;

  private static final long QUIET_SECONDS = 0;
  private static final long LONGEST_SECONDS = 5;

  private final List<EventLoop> all;
  private final AtomicInteger next = new AtomicInteger();

  private Loops(List<EventLoop> all) {
    this.all = List.copyOf(all);
  }

  static Loops start(int count) {
    ThreadFactory threads = new Threads();
    try {
      return new Loops(single(count, threads));
    } catch (ClassNotFoundException e) {
      return new Loops(group(count, threads));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of Netty starts no event loop", e);
    }
  }

  /** Loops of Netty 4.2, by reflection since Netty 4.1 has no such class. */
  private static List<EventLoop> single(int count, ThreadFactory threads)
      throws ReflectiveOperationException {
    Constructor<?> loop =
        Class.forName("io.netty.channel.SingleThreadIoEventLoop")
            .getConstructor(
                Class.forName("io.netty.channel.IoEventLoopGroup"),
                ThreadFactory.class,
                Class.forName("io.netty.channel.IoHandlerFactory"),
                int.class,
                RejectedExecutionHandler.class,
                long.class);
    Object sockets =
        Class.forName("io.netty.channel.nio.NioIoHandler").getMethod("newFactory").invoke(null);
    List<EventLoop> loops = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      loops.add(
          (EventLoop)
              loop.newInstance(
                  null,
                  threads,
                  sockets,
                  Integer.MAX_VALUE,
                  RejectedExecutionHandlers.reject(),
                  TURN_MILLIS));
    }
    return loops;
  }

  @SuppressWarnings("deprecation") // in 4.2 only
  private static List<EventLoop> group(int count, ThreadFactory threads) {
    List<EventLoop> loops = new ArrayList<>();
    for (EventExecutor loop : new NioEventLoopGroup(count, threads)) {
      loops.add((EventLoop) loop);
    }
    return loops;
  }

  EventLoop next() {
    return all.get(Math.floorMod(next.getAndIncrement(), all.size()));
  }

  ChannelFactory<? extends Channel> sockets() {
    return NioSocketChannel::new;
  }

  boolean isCurrent() {
    return all.stream().anyMatch(EventLoop::inEventLoop);
  }

  /** Ends the threads; waits for them unless called by one of them. */
  void close(boolean await) {
    all.forEach(loop -> loop.shutdownGracefully(QUIET_SECONDS, LONGEST_SECONDS, TimeUnit.SECONDS));
    if (await) {
      all.forEach(
          loop ->
              loop.terminationFuture().awaitUninterruptibly(2 * LONGEST_SECONDS, TimeUnit.SECONDS));
    }
  }

  private static final class Threads extends DefaultThreadFactory {
    Threads() {
      super("hostward-net", true);
    }

    @Override
    public Thread newThread(Runnable loop) {
      return super.newThread(Memory.anchored(loop));
    }
  }
}
