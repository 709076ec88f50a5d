package io.hostward.bulk.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.transfer.UploadSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ExpectedContentTest {
  private static ContentDigest digest(byte[] bytes) {
    MessageDigest digest = ContentDigest.newDigest();
    digest.update(bytes);
    return ContentDigest.of(digest);
  }

  private static void read(UploadSource source, int most, int piece) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(most + piece);
    try (ReadableByteChannel channel = source.open()) {
      while (buffer.position() < most) {
        buffer.limit(Math.min(most, buffer.position() + piece));
        if (channel.read(buffer) < 0) {
          return;
        }
      }
    }
  }

  /** An attempt that breaks off leaves nothing behind that the next one is measured by. */
  @Property(tries = 200)
  void isWhatItIsSaidToBeOrIsRefused(
      @ForAll byte[] bytes,
      @ForAll byte[] others,
      @ForAll @IntRange(min = 1, max = 9) int piece,
      @ForAll @IntRange(max = 20) int brokenOff)
      throws IOException {
    ExpectedContent source = new ExpectedContent(UploadSource.of(bytes), digest(others));
    read(source, Math.min(brokenOff, bytes.length), piece);
    read(source, bytes.length, piece);

    if (digest(bytes).equals(digest(others))) {
      source.verifyUnchanged();
      source.verifyUnchanged();
    } else {
      assertThatIOException()
          .isThrownBy(source::verifyUnchanged)
          .withMessageContaining(digest(bytes).sha256())
          .withMessageContaining(digest(others).sha256());
    }
    ExpectedContent same = new ExpectedContent(UploadSource.of(bytes), digest(bytes));
    read(same, bytes.length, piece);
    same.verifyUnchanged();
    assertThat(same.size()).isEqualTo(bytes.length);
  }
}
