package io.hostward.pipeline;

import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Computes the SHA-256 of a source while it is read, so that it is read once. */
final class DigestingSource implements UploadSource {
  private final UploadSource source;
  private final boolean digesting;
  private final MessageDigest digest = Sha256.newDigest();

  DigestingSource(UploadSource source, boolean digesting) {
    this.source = source;
    this.digesting = digesting;
  }

  /** The digest of what was read since the source was opened last. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    ReadableByteChannel channel = source.open();
    digest.reset();
    return digesting ? new DigestingChannel(channel) : channel;
  }

  @Override
  public boolean canOpen() {
    return source.canOpen();
  }

  @Override
  public boolean isRepeatable() {
    return source.isRepeatable();
  }

  @Override
  public void verifyUnchanged() throws IOException {
    source.verifyUnchanged();
  }

  @Override
  public String describe() {
    return source.describe();
  }

  private final class DigestingChannel implements ReadableByteChannel {
    private final ReadableByteChannel channel;

    DigestingChannel(ReadableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int begin = target.position();
      int count = channel.read(target);
      if (count > 0) {
        digest.update(target.duplicate().flip().position(begin));
      }
      return count;
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
