package io.hostward.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.DeflaterOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GeneratedSourceTest {
  private static final GeneratedSource LARGE = new GeneratedSource(20 << 20, 1);

  @Property(tries = 50)
  void givesTheSameBytesHoweverTheyAreRead(@ForAll @IntRange(min = 1, max = 1 << 20) int buffer)
      throws IOException {
    byte[] once = read(LARGE, 20 << 20);

    assertThat(read(LARGE, buffer)).isEqualTo(once).hasSize(20 << 20);
  }

  @Test
  void anotherSeedGivesOtherBytes() throws IOException {
    assertThat(read(new GeneratedSource(1000, 1), 99))
        .isNotEqualTo(read(new GeneratedSource(1000, 2), 99));
  }

  @Test
  void doesNotCompress() throws IOException {
    byte[] bytes = read(LARGE, 1 << 20);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(compressed)) {
      deflater.write(bytes);
    }

    assertThat(compressed.size()).isGreaterThan(bytes.length);
  }

  private static byte[] read(GeneratedSource source, int bufferSize) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(bufferSize);
    try (ReadableByteChannel channel = source.open()) {
      while (channel.read(buffer) >= 0) {
        bytes.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
    return bytes.toByteArray();
  }
}
