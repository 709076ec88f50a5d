package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.hostward.transfer.UploadSource;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {
  private static final int CHUNK = 4 << 20;

  @Test
  void closedTransportsKeepNoMemory() throws Exception {
    upload();
    long before = direct();
    for (int i = 0; i < 10; i++) {
      upload();
    }
    assertThat(direct() - before).isLessThan(2 * CHUNK);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 4 << 10, (256 << 10) - 1, 256 << 10, 1 << 20})
  void aPieceBeginsWithALineOfTheCacheEvenWhereNettyAlignsNothing(int size) {
    ByteBufAllocator unaligned = new PooledByteBufAllocator(true, 1, 1, 8192, 9, 0, 0, false, 0);
    // So that buffers do not begin where the chunk does.
    ByteBuf small = unaligned.directBuffer(16);
    for (ByteBuf piece : List.of(Memory.ofPiece(size), Memory.aligned(unaligned, size))) {
      assertThat(piece.nioBuffer(0, 1).alignmentOffset(0, 64)).isZero();
      assertThat(piece.capacity()).isEqualTo(size);
      assertThat(piece.readableBytes()).isZero();
      piece.writeZero(size);
      assertThat(piece.isWritable()).isFalse();
      assertThat(piece.release()).isTrue();
    }
    small.release();
    assertThat(((PooledByteBufAllocator) unaligned).metric().directArenas())
        .allSatisfy(arena -> assertThat(arena.numActiveAllocations()).isZero());
  }

  private static void upload() throws Exception {
    try (ScriptedServer server = ScriptedServer.of(UploadTest::store);
        NettyTransport transport = NettyTransport.create()) {
      Samples.await(transport.put(server.put(), UploadSource.of(new byte[1_000_000]), count -> {}));
    }
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .findFirst()
        .orElseThrow()
        .getMemoryUsed();
  }
}
