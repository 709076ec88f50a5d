package io.hostward.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ByteCountTest {
  @ParameterizedTest
  @CsvSource({
    "0B,0,0 B",
    "1B,1,1 B",
    "64KiB,65536,64 KiB",
    "1GiB,1073741824,1 GiB",
    "1024MiB,1073741824,1 GiB",
    "2048GiB,2199023255552,'2,048 GiB'"
  })
  void readsAndWrites(String text, long bytes, String written) {
    assertThat(new ByteCount().convert(text)).isEqualTo(bytes);
    assertThat(ByteCount.text(bytes)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1GB", "-1GiB", "1.5GiB", "GiB"})
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> new ByteCount().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("64KiB");
  }

  @Test
  void oneWordIsNoOverflow() {
    assertThat(new ByteCount().convert("999999999GiB")).isEqualTo(999_999_999L << 30);
  }
}
