package io.hostward.vsphere.soap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongestAnswerTest {
  private static final long MIB = 1 << 20;

  /** In a heap of 256 MiB, an endless answer used to end in an OutOfMemoryError. */
  @ParameterizedTest
  @CsvSource({"64, 8", "256, 32", "1024, 128", "1048576, 128"})
  void leavesRoomInTheHeap(long heap, int longest) {
    assertThat(SoapPort.longestAnswer(heap * MIB)).isEqualTo(longest * (int) MIB);
  }
}
