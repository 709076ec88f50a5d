package io.hostward.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Passes bytes on to a channel, for good. */
final class StreamLanding implements Landing {
  private final WritableByteChannel channel;
  private final MessageDigest digest = Sha256.newDigest();
  private volatile long bytes;

  StreamLanding(WritableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    ByteBuffer passed = source.duplicate();
    int count = channel.write(source);
    digest.update(passed.limit(passed.position() + count));
    bytes += count;
    return count;
  }

  @Override
  public boolean restart() {
    return bytes == 0;
  }

  @Override
  public void settle() {}

  @Override
  public String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void publish() {}

  @Override
  public Optional<Path> clear() {
    return Optional.empty();
  }
}
