package io.hostward.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Where buffers come from. Pools of our own, since Netty's default ones give megabytes back to the
 * system whenever no buffer of a chunk is in use, which with few and large buffers is many times a
 * second: zeroing them anew was four to six percent of an upload's processor time. A small buffer
 * that is kept keeps the first chunk, which is enough for one transfer.
 *
 * <p>An arena of a pool has a lock, which is held while a chunk is got from the system and zeroed,
 * and whoever holds it may lose the processor. So there are two pools, and each is used by one kind
 * of thread alone: no event loop ever waits for a worker's allocation. Event loops allocate and
 * give back in {@link #ofLoops}, each in an arena of its own as long as there are no more than
 * {@link #MOST_LOOPS}; workers in {@link #ofWorkers}. A buffer that crosses over is brought home by
 * whoever handed it out: {@link Pieces} and {@link SinkDrain}.
 *
 * <p>Two for the process, not for a transport: a pool cannot be closed, and every thread that ever
 * used it keeps it alive, so that each closed transport would cost a chunk for good.
 */
final class Memory {
  /** Event loops of all transports that have an arena each; further ones share. */
  static final int MOST_LOOPS = 16;

  private static final int PAGE = 8192;

  /** Pages of a chunk, as a power of two: 4 MiB. */
  private static final int ORDER = 9;

  /** Buffers as small as these are not on the path of the bytes; what is cached is never used. */
  private static final int NO_CACHE = 0;

  /** Bytes of a line of the processor's cache. */
  private static final int LINE = 64;

  /**
   * Buffers begin with a line of the cache: what is copied and encrypted then crosses no more of
   * them than it must. The system's own chunks begin 16 bytes behind one. Netty does it only where
   * it may use {@code sun.misc.Unsafe}, and refuses elsewhere (from Java 24 on, unless it is
   * allowed there).
   */
  private static final int ALIGNMENT =
      PooledByteBufAllocator.isDirectMemoryCacheAlignmentSupported() ? LINE : 0;

  private static final PooledByteBufAllocator LOOPS = pool(MOST_LOOPS);
  private static final PooledByteBufAllocator WORKERS = pool(1);

  @SuppressWarnings("unused")
  private static final ByteBuf ANCHOR = WORKERS.directBuffer(PAGE);

  private Memory() {}

  private static PooledByteBufAllocator pool(int arenas) {
    return new PooledByteBufAllocator(
        true, arenas, arenas, PAGE, ORDER, NO_CACHE, NO_CACHE, false, ALIGNMENT);
  }

  /** Used on event loops only. */
  static ByteBufAllocator ofLoops() {
    return LOOPS;
  }

  /** Used on other threads only. */
  static ByteBufAllocator ofWorkers() {
    return WORKERS;
  }

  /**
   * Returns an empty buffer for the bytes of a file, which begins with a line of the cache whatever
   * Netty may do: the system copies them there several times as quickly. Not on event loops.
   *
   * @param size its capacity, which does not grow
   */
  static ByteBuf ofPiece(int size) {
    return ALIGNMENT == LINE ? WORKERS.directBuffer(size, size) : aligned(WORKERS, size);
  }

  /** A buffer of such a size within a larger one, which is freed with it. */
  static ByteBuf aligned(ByteBufAllocator from, int size) {
    ByteBuf whole = from.directBuffer(size + LINE - 1);
    int past = whole.nioBuffer(0, 1).alignmentOffset(0, LINE);
    return whole.slice((LINE - past) % LINE, size).clear();
  }

  /** Returns what an event loop's thread does, with its chunk kept until it ends. */
  static Runnable anchored(Runnable loop) {
    return () -> {
      ByteBuf anchor = anchor();
      try {
        loop.run();
      } finally {
        weigh(anchor);
      }
    };
  }

  /** At the end of a loop, when nobody waits for it any more. */
  private static void weigh(@Nullable ByteBuf anchor) {
    if (anchor != null) {
      anchor.release();
    }
  }

  /** A loop can do without. */
  private static @Nullable ByteBuf anchor() {
    try {
      return LOOPS.directBuffer(PAGE);
    } catch (OutOfMemoryError e) {
      return null;
    }
  }
}
