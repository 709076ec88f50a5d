package io.hostward.lab.transfer;

import io.hostward.lab.fault.Fault;
import io.hostward.lab.state.BodyMeter;
import io.hostward.lab.storage.Entry;
import io.hostward.lab.storage.FileSink;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.storage.StoreException.Kind;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A file on its way into a store, with the fault that may befall it. Not thread-safe. */
public final class Upload {
  private final FileSink sink;
  private final String path;
  private final @Nullable Fault fault;
  private final LongAdder meter;
  private final BodyMeter bodies;
  private final boolean replaces;
  private long received;
  private boolean over;

  /**
   * An upload into an open sink.
   *
   * @param fault of phase BODY; null for none
   * @param meter counts the bytes that reach the store
   * @param bodies is told of its beginning, now, and of its end
   * @param replaces whether a file was there before
   */
  public Upload(
      FileSink sink,
      String path,
      @Nullable Fault fault,
      LongAdder meter,
      BodyMeter bodies,
      boolean replaces) {
    this.sink = sink;
    this.path = path;
    this.fault = fault;
    this.meter = meter;
    this.bodies = bodies;
    this.replaces = replaces;
    bodies.begin();
  }

  /** Stores a piece of the file; the caller keeps the buffer. */
  public Signal accept(ByteBuf bytes) throws StoreException {
    int length = bytes.readableBytes();
    int allowed = (int) Math.min(length, Math.max(0, limit() - received));
    received += length;
    store(bytes, allowed);
    return received < limit() ? Signal.CONTINUE : atLimit();
  }

  private Signal atLimit() throws StoreException {
    if (fault instanceof Fault.DiskFull full && received > full.afterBytes()) {
      throw new StoreException(Kind.NO_SPACE, path);
    }
    if (fault instanceof Fault.ResetAfter) {
      return Signal.RESET;
    }
    return fault instanceof Fault.StallAfter ? Signal.STALL : Signal.CONTINUE;
  }

  private void store(ByteBuf bytes, int length) throws StoreException {
    ByteBuf kept = bytes.slice(bytes.readerIndex(), length);
    for (ByteBuffer piece : kept.nioBuffers()) {
      sink.write(piece);
    }
    meter.add(length);
  }

  private long limit() {
    if (fault instanceof Fault.SilentTruncation f) {
      return f.keep();
    }
    if (fault instanceof Fault.ResetAfter f) {
      return f.bytes();
    }
    if (fault instanceof Fault.StallAfter f) {
      return f.bytes();
    }
    return fault instanceof Fault.DiskFull f ? f.afterBytes() : Long.MAX_VALUE;
  }

  /** Bytes of the body so far, kept or not. */
  public long received() {
    return received;
  }

  /** 200 when a file was replaced, 201 when a new one was made. */
  public int status() {
    return replaces ? 200 : 201;
  }

  /** The body was whole. */
  public Entry finish() throws StoreException {
    end(true);
    return sink.finish();
  }

  /** The body was not whole: what came stays under its name, as on a real host. */
  public void abort() {
    end(false);
    sink.abort();
  }

  private void end(boolean complete) {
    if (!over) {
      over = true;
      bodies.end(complete);
    }
  }
}
