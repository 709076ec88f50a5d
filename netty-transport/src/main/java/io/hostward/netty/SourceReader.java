package io.hostward.netty;

import io.hostward.transfer.TransferException;
import io.hostward.transfer.TransferException.Phase;
import io.hostward.transfer.UploadSource;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads exactly a source's size and no byte more. Used by one thread at a time, except for {@link
 * #close}, which may come from another one to free a read that blocks.
 */
final class SourceReader {
  private static final Logger log = LoggerFactory.getLogger(SourceReader.class);

  /** A trickle is passed on rather than gathered into a full buffer: the server waits too. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final UploadSource source;
  private final long size;
  private long position;
  private volatile @Nullable ReadableByteChannel input;

  SourceReader(UploadSource source, long size) {
    this.source = source;
    this.size = size;
  }

  /** Returns true if all bytes were read. */
  boolean isAtEnd() {
    return position == size;
  }

  /** Returns how many bytes were not read yet, but no more than this. */
  int remaining(int most) {
    return (int) Math.min(most, size - position);
  }

  /**
   * Reads as much as the buffer has room for, less if the source is slow. At the end it makes sure
   * that the source did not change.
   *
   * @param most how many bytes to read at most
   */
  void read(ByteBuf piece, int most) throws TransferException {
    try {
      ReadableByteChannel from = opened();
      fill(from, piece, most);
      if (isAtEnd()) {
        source.verifyUnchanged();
      }
    } catch (TransferException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new TransferException(
          Phase.SOURCE,
          source.describe()
              + " cannot be read after "
              + position
              + " of "
              + size
              + " bytes: "
              + text(e)
              + "; nothing of it will be kept by the server",
          position,
          e);
    }
  }

  void close() {
    ReadableByteChannel open = input;
    if (open != null) {
      try {
        open.close();
      } catch (IOException | RuntimeException e) {
        log.debug("closing {} failed", source.describe(), e);
      }
    }
  }

  private ReadableByteChannel opened() throws IOException {
    ReadableByteChannel open = input;
    if (open == null) {
      open = source.open();
      input = open;
    }
    return open;
  }

  private void fill(ReadableByteChannel from, ByteBuf piece, int most) throws IOException {
    long begun = System.nanoTime();
    int wanted = remaining(Math.min(most, piece.writableBytes()));
    ByteBuffer room = piece.internalNioBuffer(piece.writerIndex(), wanted);
    while (room.hasRemaining()) {
      int count = from.read(room);
      if (count < 0) {
        throw endedEarly();
      }
      position += count;
      piece.writerIndex(piece.writerIndex() + count);
      if (count == 0 || System.nanoTime() - begun > PATIENCE_NANOS) {
        return;
      }
    }
  }

  private TransferException endedEarly() {
    return new TransferException(
        Phase.SOURCE,
        source.describe()
            + " ended after "
            + position
            + " of "
            + size
            + " bytes; the connection was closed so that the server does not take it for whole",
        position,
        null);
  }

  private static String text(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
