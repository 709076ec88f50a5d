package io.hostward.vsphere.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadSettingsTest {
  private static final long MB = 1_000_000;

  @ParameterizedTest
  @CsvSource({"10, 10000", "200, 100000", "268, 134000", "4000, 2000000"})
  void whatIsRememberedLeavesRoomInTheHeap(long heap, long mounts) {
    assertThat(LoadSettings.mostMounts(heap * MB)).isEqualTo(mounts);
  }
}
