package io.hostward.netty;

import io.hostward.transfer.FileSink;
import io.hostward.transfer.ServedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * From where on a file is wanted, and what takes it. What the server says of the file is told to
 * the sink before the first byte, on the thread that writes.
 */
final class Wanted implements WritableByteChannel {
  private final long offset;
  private final WritableByteChannel sink;
  private volatile @Nullable ServedFile served;
  private boolean told;

  Wanted(long offset, WritableByteChannel sink) {
    this.offset = offset;
    this.sink = sink;
  }

  long offset() {
    return offset;
  }

  /** The server has said what it sends; before the first byte of it is offered. */
  void served(ServedFile file) {
    served = file;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    ServedFile file = served;
    if (!told && file != null && sink instanceof FileSink asking) {
      asking.begin(file);
    }
    told = true;
    return sink.write(bytes);
  }

  @Override
  public boolean isOpen() {
    return sink.isOpen();
  }

  @Override
  public void close() {}
}
