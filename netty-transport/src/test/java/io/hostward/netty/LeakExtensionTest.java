package io.hostward.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/** The guard itself: a guard that never barks is none. */
class LeakExtensionTest {

  @Test
  void aBufferThatNobodyReleasedIsFound() {
    leak();
    try {
      assertThatThrownBy(RecordingLeakDetector::assertNoLeaks)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("leaked");
    } finally {
      assertThat(RecordingLeakDetector.takeLeaks()).isNotEmpty();
    }
  }

  private static void leak() {
    ByteBuf lost = PooledByteBufAllocator.DEFAULT.directBuffer(64);
    lost.writeLong(1);
  }
}
