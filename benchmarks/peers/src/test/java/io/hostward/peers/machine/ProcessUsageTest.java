package io.hostward.peers.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProcessUsageTest {
  @Test
  void userAndSystemTimeAreAddedUpWhateverTheNameIs() {
    String stat = "42 (a ) b) S 1 42 42 0 -1 4194560 5 6 7 8 123 45 9 9 20 0 1 0 777";

    assertThat(ProcessUsage.cpuSeconds(stat)).isCloseTo(1.68, within(1e-9));
  }

  @Test
  void thePeakIsTheHighWaterMark() {
    String status = "Name:\tjava\nVmPeak:\t 9 kB\nVmHWM:\t  1234 kB\nVmRSS:\t 1 kB\n";

    assertThat(ProcessUsage.peakBytes(status)).isEqualTo(1234 * 1024);
  }

  @Test
  void thisProcessHasAPast() throws Exception {
    long pid = ProcessHandle.current().pid();

    assertThat(ProcessUsage.cpuSeconds(pid)).isPositive();
    assertThat(ProcessUsage.peakBytes(pid)).isGreaterThan(1 << 20);
  }
}
