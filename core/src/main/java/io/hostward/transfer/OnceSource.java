package io.hostward.transfer;

import io.hostward.net.Printable;
import java.io.IOException;
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
  private final Optional<StreamEnd> end;
  private volatile boolean begun;

  /**
   * A source.
   *
   * @param end of the stream behind the channel, if it is to end at the size, and be closed
   */
  OnceSource(ReadableByteChannel channel, long size, String description, Optional<StreamEnd> end) {
    this.channel = channel;
    this.size = size;
    this.description = description;
    this.end = end;
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

  @Override
  public void verifyUnchanged() throws IOException {
    if (end.isPresent() && end.get().isMissed()) {
      throw new IOException(
          "the stream holds more than the " + size + " bytes that were stated as its length");
    }
  }

  @Override
  public String describe() {
    return description + " of " + Printable.count(size, "byte");
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
    if (end.isPresent() && begun) {
      end.get().leave();
      channel.close();
    }
  }
}
