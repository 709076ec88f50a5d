package io.hostward.lab.wire;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
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
    io =
        new MultiThreadIoEventLoopGroup(
            loops, new DefaultThreadFactory("lab-io", true), NioIoHandler.newFactory());
    workers = Executors.newFixedThreadPool(8, new DefaultThreadFactory("lab-worker", true));
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
