package io.hostward.spi;

import io.hostward.transfer.FileSink;
import io.hostward.transfer.ServedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells a sink that a file comes from its beginning, of which nothing more is known. */
final class WholeFile implements WritableByteChannel {
  private final FileSink sink;
  private boolean begun;

  WholeFile(FileSink sink) {
    this.sink = sink;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    if (!begun) {
      sink.begin(new ServedFile(0, OptionalLong.empty(), Optional.empty()));
      begun = true;
    }
    return sink.write(bytes);
  }

  @Override
  public boolean isOpen() {
    return sink.isOpen();
  }

  @Override
  public void close() {}
}
