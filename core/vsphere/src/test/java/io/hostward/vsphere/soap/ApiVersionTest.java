package io.hostward.vsphere.soap;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ApiVersionTest {
  @Test
  void theServersVersionIsSpokenWithinTheBindingsRange() {
    assertThat(ApiVersion.toSpeak("7.0.3.0")).isEqualTo("7.0.3.0");
    assertThat(ApiVersion.toSpeak("6.5")).isEqualTo("6.5");
    assertThat(ApiVersion.toSpeak("9.0.0.0")).isEqualTo(ApiVersion.NEWEST);
    assertThat(ApiVersion.toSpeak("10.0")).isEqualTo(ApiVersion.NEWEST);
    assertThat(ApiVersion.toSpeak("5.5")).isEqualTo(ApiVersion.OLDEST);
  }

  @Test
  void whatIsNoVersionIsAnsweredWithTheOldest() {
    assertThat(ApiVersion.toSpeak(null)).isEqualTo(ApiVersion.OLDEST);
    assertThat(ApiVersion.toSpeak("8.0.x\r\nCookie: a")).isEqualTo(ApiVersion.OLDEST);
  }

  @Property
  void neverOutsideOfTheRange(
      @ForAll @IntRange(min = 0, max = 20) int major,
      @ForAll @IntRange(min = 0, max = 9999) int minor) {
    String spoken = ApiVersion.toSpeak(major + "." + minor);
    if (major >= 7 && major < 8) {
      assertThat(spoken).isEqualTo(major + "." + minor);
    } else if (major > 8) {
      assertThat(spoken).isEqualTo(ApiVersion.NEWEST);
    } else if (major < 6) {
      assertThat(spoken).isEqualTo(ApiVersion.OLDEST);
    }
  }

  @Property
  void anyTextGivesSomethingThatCanStandInAHeader(@ForAll String text) {
    assertThat(ApiVersion.toSpeak(text)).matches("[0-9.]{3,25}");
  }
}
