package io.hostward.experiment.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class LinkRateTest {
  @Property(tries = 300)
  void whatIsPrintedCanBeRead(
      @ForAll @LongRange(min = 1_000_000, max = 100_000_000_000L) long bits) {
    LinkRate rate = new LinkRate(bits / 1000 * 1000);

    assertThat(LinkRate.parse(rate.toString())).isEqualTo(rate);
  }

  @Property(tries = 300)
  void readsOrRefusesWhateverIsTyped(@ForAll String text) {
    try {
      assertThat(LinkRate.parse(text).bitsPerSecond()).isBetween(1_000_000L, 100_000_000_000L);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("the rate of a link is");
    }
  }

  @Example
  void readsWhatNetworkersWrite() {
    assertThat(LinkRate.parse("1Gbit").bitsPerSecond()).isEqualTo(1_000_000_000);
    assertThat(LinkRate.parse("2.5 gbit/s").bitsPerSecond()).isEqualTo(2_500_000_000L);
    assertThat(LinkRate.parse("400mbit").bytesPerSecond()).isEqualTo(50_000_000);
    assertThat(LinkRate.parse("40000kbit")).hasToString("40 Mbit/s");
  }

  @Example
  void refusesBytesAndWhatNoLinkIs() {
    for (String wrong : new String[] {"", "1GB", "100", "-1Gbit", "999kbit", "999999999999gbit"}) {
      assertThatThrownBy(() -> LinkRate.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("bit");
    }
  }
}
