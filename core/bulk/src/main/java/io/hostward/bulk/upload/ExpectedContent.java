package io.hostward.bulk.upload;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A source whose content is known by its digest, from a manifest or an earlier reading. Its last
 * bytes are not sent unless all of them have that digest.
 */
final class ExpectedContent implements UploadSource {
  private final UploadSource source;
  private final ContentDigest expected;
  private final MessageDigest digest = ContentDigest.newDigest();
  private @Nullable ContentDigest content;

  ExpectedContent(UploadSource source, ContentDigest expected) {
    this.source = source;
    this.expected = expected;
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    ReadableByteChannel channel = source.open();
    digest.reset();
    content = null;
    return new Channel(channel);
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
    ContentDigest found = content();
    if (!found.equals(expected)) {
      throw new IOException(
          describe()
              + " has the SHA-256 "
              + found
              + ", and not "
              + expected
              + " as the manifest says, or an earlier reading did; correct the manifest or the file");
    }
  }

  private ContentDigest content() {
    ContentDigest known = content;
    if (known == null) {
      known = ContentDigest.of(digest);
      content = known;
    }
    return known;
  }

  @Override
  public String describe() {
    return source.describe();
  }

  private final class Channel implements ReadableByteChannel {
    private final ReadableByteChannel channel;

    Channel(ReadableByteChannel channel) {
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
