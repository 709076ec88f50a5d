package io.hostward.cli.upload;

import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/** Standard input, of a length that the user stated and at which it must end. */
final class StdinSource implements UploadSource {
  private final InputStream in;
  private final UploadSource once;

  StdinSource(InputStream in, long size) {
    this.in = in;
    this.once = UploadSource.of(Channels.newChannel(in), size);
  }

  @Override
  public long size() {
    return once.size();
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    return once.open();
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public boolean canOpen() {
    return once.canOpen();
  }

  @Override
  public void verifyUnchanged() throws IOException {
    if (in.read() >= 0) {
      throw new IOException("standard input holds more than the " + size() + " bytes of --size");
    }
  }

  @Override
  public String describe() {
    return "standard input";
  }
}
