package io.hostward.lab.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

final class PercentCodingTest {
  @Property
  void decodingUndoesEncoding(@ForAll @StringLength(max = 50) String text) {
    String valid = text.replaceAll("[\\ud800-\\udfff]", "");

    assertThat(PercentCoding.decode(PercentCoding.encode(valid))).isEqualTo(valid);
    assertThat(PercentCoding.encode(valid)).matches("[A-Za-z0-9._~%-]*");
  }

  @Example
  void plusIsASpaceAndBrokenEscapesAreRefused() {
    assertThat(PercentCoding.decode("a+b%2Bc%20d%c3%A9")).isEqualTo("a b+c d\u00e9");
    for (String broken : new String[] {"%", "%4", "%zz", "%ff", "%c3"}) {
      assertThatThrownBy(() -> PercentCoding.decode(broken))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
