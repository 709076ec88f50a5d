package io.hostward.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

/**
 * Gives out its bytes once; an attempt that failed before the first byte was read does not count.
 */
final class OnceSource implements UploadSource, ReadableByteChannel {
  private final ReadableByteChannel channel;
  private final long size;
  private final String description;
  private final Optional<InputStream> owned;
  private volatile boolean begun;

  /**
   * A source.
   *
   * @param owned the stream that the channel reads, if it is to be read to its end and closed
   */
  OnceSource(
      ReadableByteChannel channel, long size, String description, Optional<InputStream> owned) {
    this.channel = channel;
    this.size = size;
    this.description = description;
    this.owned = owned;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    if (begun) {
      throw new IOException(describe() + " was read already and cannot be sent again");
    }
    return this;
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public boolean canOpen() {
    return !begun;
  }

  /** As far as the stream tells without a wait: one that is still open may never end. */
  @Override
  public void verifyUnchanged() throws IOException {
    if (owned.isPresent() && available(owned.get()) > 0) {
      throw new IOException(
          "the stream holds more than the " + size + " bytes that were stated as its length");
    }
  }

  private static int available(InputStream stream) {
    try {
      return stream.available();
    } catch (IOException e) {
      // It is closed, or broken behind its last byte: there is nothing more in it.
      return 0;
    }
  }

  @Override
  public String describe() {
    return description + " of " + size + " bytes";
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    begun = true;
    return channel.read(target);
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    if (owned.isPresent() && begun) {
      channel.close();
    }
  }
}
