package io.hostward.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/**
 * Where buffers come from. A pool of our own, since Netty's default ones give megabytes back to the
 * system whenever no buffer of a chunk is in use, which with few and large buffers is many times a
 * second: zeroing them anew was four to six percent of an upload's processor time. A small buffer
 * that is never given back keeps the first chunk, which is enough for one transfer.
 *
 * <p>One for the process, not for a transport: a pool cannot be closed, and every thread that ever
 * used it keeps it alive, so that each closed transport would cost a chunk for good.
 */
final class Memory {
  private static final int PAGE = 8192;

  /** Pages of a chunk, as a power of two: 4 MiB. */
  private static final int ORDER = 9;

  /** Buffers as small as these are not on the path of the bytes; what is cached is never used. */
  private static final int NO_CACHE = 0;

  private static final PooledByteBufAllocator POOL =
      new PooledByteBufAllocator(true, 1, 1, PAGE, ORDER, NO_CACHE, NO_CACHE, false);

  @SuppressWarnings("unused")
  private static final ByteBuf ANCHOR = POOL.directBuffer(PAGE);

  private Memory() {}

  static ByteBufAllocator pool() {
    return POOL;
  }
}
