package io.hostward.cli.upload;

import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;

/** Standard input, of a length that the user stated and at which it must end. */
final class StdinSource implements UploadSource {
  private final UploadSource once;

  StdinSource(InputStream in, long size) {
    this.once = UploadSource.of(in, size);
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
    once.verifyUnchanged();
  }

  @Override
  public String describe() {
    return "standard input";
  }
}
