package io.hostward.lab.wire;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads of one lab: event loops that move bytes, workers that answer SOAP. */
public final class Loops implements AutoCloseable {
  private final EventLoopGroup io;
  private final ExecutorService workers;

  /** Starts as many event loops as there are cores, at least two. */
  public Loops() {
    int loops = Math.max(2, Runtime.getRuntime().availableProcessors());
    io = group(loops);
    workers = Executors.newFixedThreadPool(8, new DefaultThreadFactory("lab-worker", true));
  }

  /** Netty 4.1 has no other; 4.2 deprecates it. */
  @SuppressWarnings("deprecation")
  private static EventLoopGroup group(int loops) {
    return new NioEventLoopGroup(loops, new DefaultThreadFactory("lab-io", true));
  }

  public EventLoopGroup io() {
    return io;
  }

  public ExecutorService workers() {
    return workers;
  }

  /** Ends all threads; sockets must be closed before. */
  @Override
  public void close() {
    workers.shutdownNow();
    io.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
