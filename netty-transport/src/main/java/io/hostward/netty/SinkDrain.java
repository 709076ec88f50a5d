package io.hostward.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes what was received to a sink, in turns on worker threads, and reports when there is room
 * for more.
 */
final class SinkDrain {
  /** When to try a sink again that took nothing. */
  private static final long RETRY_MILLIS = 5;

  private final WritableByteChannel sink;
  private final GuardedListener progress;
  private final Executor workers;
  private final EventLoop loop;
  private final Events events;
  private final long room;
  private final Queue<ByteBuf> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong queued = new AtomicLong();
  private final SerialTask turns;

  /** Used in turns only. */
  private long written;

  /** What the drain reports, on the event loop. */
  interface Events {
    /** The sink has taken bytes: there may be room, or all may be written. */
    void drained();

    void sinkFailed(Throwable cause);
  }

  SinkDrain(
      WritableByteChannel sink,
      GuardedListener progress,
      Resources resources,
      EventLoop loop,
      Events events) {
    this.sink = sink;
    this.progress = progress;
    this.workers = resources.workers().executor();
    this.loop = loop;
    this.events = events;
    this.room = resources.settings().maxInFlight();
    this.turns = new SerialTask(workers, this::turn, this::fail);
  }

  /** Takes ownership of a piece; on the event loop. */
  void offer(ByteBuf piece) {
    if (turns.isStopped()) {
      piece.release();
      return;
    }
    queued.addAndGet(piece.readableBytes());
    queue.add(piece);
    turns.wake();
  }

  boolean hasRoom() {
    return queued.get() < room;
  }

  boolean isEmpty() {
    return queued.get() == 0;
  }

  /**
   * Writes no further; the future is done when the sink is left alone. Called after the last offer.
   */
  CompletableFuture<Void> end() {
    return turns.stop().thenRunAsync(this::discard, workers);
  }

  private void turn() {
    boolean moved = false;
    for (ByteBuf piece = queue.peek(); piece != null; piece = queue.peek()) {
      if (turns.isStopped()) {
        return;
      }
      int count = write(piece);
      if (count < 0) {
        return;
      }
      moved |= count > 0;
      if (piece.isReadable()) {
        var unused = loop.schedule(turns::wake, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        break;
      }
      queue.remove();
      giveBack(piece);
    }
    if (moved) {
      progress.report(written);
      loop.execute(events::drained);
    }
  }

  /** Returns how many bytes were taken, or -1 if the sink failed. */
  private int write(ByteBuf piece) {
    ByteBuffer bytes = piece.nioBuffer();
    int total = 0;
    try {
      while (bytes.hasRemaining()) {
        int count = sink.write(bytes);
        if (count <= 0) {
          break;
        }
        total += count;
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
      return -1;
    }
    piece.skipBytes(total);
    written += total;
    queued.addAndGet(-total);
    return total;
  }

  private void fail(Throwable cause) {
    turns.halt();
    loop.execute(() -> events.sinkFailed(cause));
  }

  private void discard() {
    for (ByteBuf piece = queue.poll(); piece != null; piece = queue.poll()) {
      giveBack(piece);
    }
  }

  /** It is of the event loop's own memory, whose lock only the event loop takes. */
  private void giveBack(ByteBuf piece) {
    try {
      loop.execute(piece::release);
    } catch (RejectedExecutionException e) {
      piece.release();
    }
  }
}
