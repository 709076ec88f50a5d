package io.hostward.netty;

import io.netty.buffer.ByteBuf;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * The buffers of one upload: filled by its turns on worker threads, sent by its event loop, and
 * then filled again. They are allocated and freed on worker threads alone, so that the event loop
 * meets no lock of theirs.
 */
final class Pieces {
  private final Executor workers;
  private final Queue<ByteBuf> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;

  Pieces(Executor workers) {
    this.workers = workers;
  }

  /**
   * Returns an empty one, in turns.
   *
   * @param size room that it has at least, never more than the time before
   * @throws OutOfMemoryError if there is no memory for it
   */
  ByteBuf take(int size) {
    ByteBuf piece = idle.poll();
    return piece == null ? Memory.ofPiece(size) : piece;
  }

  /** Takes back one that nobody else uses any more, on any thread. */
  void giveBack(ByteBuf piece) {
    idle.add(piece.clear());
    if (ended) {
      workers.execute(this::free);
    }
  }

  /** Frees those that are here, and later those that are given back. On a worker thread. */
  void end() {
    ended = true;
    free();
  }

  private void free() {
    for (ByteBuf piece = idle.poll(); piece != null; piece = idle.poll()) {
      piece.release();
    }
  }
}
