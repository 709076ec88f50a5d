package io.hostward.lab.transfer;

import io.hostward.lab.fault.Fault;
import io.hostward.lab.storage.FileSource;
import io.hostward.lab.storage.StoreException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A file on its way out of a store, with the fault that may befall it. Not thread-safe. */
public final class Download implements AutoCloseable {
  private static final int CHUNK = 256 * 1024;

  private final FileSource source;
  private final long first;
  private final long length;
  private final @Nullable Fault fault;
  private final LongAdder meter;
  private long sent;

  Download(FileSource source, long first, long length, @Nullable Fault fault, LongAdder meter) {
    this.source = source;
    this.first = first;
    this.length = length;
    this.fault = fault;
    this.meter = meter;
  }

  /** The next piece, which the caller releases; null at the end. */
  public @Nullable ByteBuf next(ByteBufAllocator allocator) throws StoreException {
    int wanted = (int) Math.min(CHUNK, Math.min(length, limit()) - sent);
    if (wanted <= 0) {
      return null;
    }
    ByteBuf piece = allocator.directBuffer(wanted);
    try {
      int n = source.read(first + sent, piece.nioBuffer(0, wanted));
      sent += n;
      meter.add(n);
      return n == 0 ? null : piece.retain().writerIndex(n);
    } finally {
      piece.release();
    }
  }

  /** What to do now that {@link #next} gave null. */
  public Signal atEnd() {
    if (sent >= length) {
      return Signal.CONTINUE;
    }
    // A file that shrank under the reader cannot be completed either.
    return fault instanceof Fault.StallAfter ? Signal.STALL : Signal.RESET;
  }

  private long limit() {
    if (fault instanceof Fault.ResetAfter f) {
      return f.bytes();
    }
    return fault instanceof Fault.StallAfter f ? f.bytes() : Long.MAX_VALUE;
  }

  /** How many bytes it has in all. */
  public long length() {
    return length;
  }

  @Override
  public void close() {
    source.close();
  }
}
