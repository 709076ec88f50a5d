package io.hostward.netty;

import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells when it was opened. */
record NotingSource(UploadSource source, AtomicBoolean opened) implements UploadSource {
  @Override
  public long size() {
    return source.size();
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    opened.set(true);
    return source.open();
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public boolean canOpen() {
    return source.canOpen();
  }

  @Override
  public String describe() {
    return source.describe();
  }
}
