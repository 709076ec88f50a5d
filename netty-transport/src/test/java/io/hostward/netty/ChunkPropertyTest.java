package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.UploadSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** However a source cuts its bytes and whatever the buffers are, the server gets the file. */
class ChunkPropertyTest {

  @Property(tries = 60)
  void everyByteArrivesInOrder(
      @ForAll @IntRange(max = 300_000) int size,
      @ForAll @IntRange(min = 4096, max = 70_000) int buffer,
      @ForAll @IntRange(min = 1, max = 90_000) int longestRead,
      @ForAll long seed,
      @ForAll TlsProvider provider)
      throws Exception {
    byte[] bytes = Samples.bytes(size);
    try (NettyTransport transport =
            NettyTransport.builder()
                .eventLoops(1)
                .tlsProvider(provider)
                .bufferSize(buffer)
                .maxInFlight(3 * buffer)
                .build();
        ScriptedServer server = ScriptedServer.of(UploadTest::store)) {
      UploadSource source = UploadSource.of(new ShortReads(bytes, longestRead, seed), size);
      assertThat(Samples.await(transport.put(server.put(), source, count -> {})).bytes())
          .isEqualTo(size);
      server.note();
      assertThat(server.note()).isEqualTo(Samples.sha256(bytes));
    }
  }

  @AfterContainer
  static void nothingLeaked() {
    RecordingLeakDetector.assertNoLeaks();
  }

  private static final class ShortReads implements ReadableByteChannel {
    private final ReadableByteChannel bytes;
    private final Random random;
    private final int longest;

    ShortReads(byte[] bytes, int longest, long seed) {
      this.bytes = Channels.newChannel(new ByteArrayInputStream(bytes));
      this.longest = longest;
      this.random = new Random(seed);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int count = Math.min(target.remaining(), 1 + random.nextInt(longest));
      ByteBuffer some = ByteBuffer.allocate(count);
      int got = bytes.read(some);
      target.put(some.flip());
      return got;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
