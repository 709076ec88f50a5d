package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class InterfaceCountersTest {
  private static final String HEAD =
      """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
      """;

  private static String line(String name, long received, long sent) {
    return "%6s: %7d      11    0    0    0     0          0         0 %8d      22    0    0    0 0 0 0%n"
        .formatted(name, received, sent);
  }

  @Property(tries = 200)
  void receivedAndSentAreTakenFromTheRightColumnsOfTheRightLine(
      @ForAll @LongRange(min = 0) long received, @ForAll @LongRange(min = 0) long sent)
      throws Exception {
    String table = HEAD + line("lo", 1, 2) + line("eth0", received, sent) + line("eth01", 3, 4);

    assertThat(InterfaceCounters.parse(table, "eth0"))
        .isEqualTo(new InterfaceCounters(received, sent));
  }

  @Example
  void anInterfaceThatIsNotThereIsSaidToBeMissing() {
    assertThatThrownBy(() -> InterfaceCounters.parse(HEAD + line("lo", 1, 2), "eth0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("eth0");
  }

  @Example
  void theDifferenceIsWhatPassed() {
    assertThat(new InterfaceCounters(10, 30).since(new InterfaceCounters(4, 7)))
        .isEqualTo(new InterfaceCounters(6, 23));
  }
}
