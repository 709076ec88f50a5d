package io.hostward.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "17, 17",
    "17B, 17",
    "1K, 1024",
    "1k, 1024",
    "1KiB, 1024",
    "1KB, 1000",
    "256MiB, 268435456",
    "1.5G, 1610612736",
    "100 MB, 100000000",
    "2TB, 2000000000000",
    "9223372036854775807, 9223372036854775807",
  })
  void readsUnitsAsCoreutilsDoes(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1X", "MiB", "1e3", "0x10", "1.G", "1iB", "1 K iB", "9999999T"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1 kB",
    "1500, 1.5 kB",
    "268435456, 268 MB",
    "999999999, 1000 MB",
    "1500000000, 1.5 GB",
    "9223372036854775807, 9223372 TB",
  })
  void writesTheLargestUnit(long bytes, String text) {
    assertThat(new ByteSize(bytes)).hasToString(text);
  }

  @Property
  void whatItWritesItReadsBackWithinItsPrecision(@ForAll @LongRange(min = 0) long bytes) {
    long read = ByteSize.parse(new ByteSize(bytes).toString()).bytes();

    assertThat((double) read).isBetween(bytes * 0.995 - 1, bytes * 1.005 + 1);
  }

  @Property
  void plainNumbersAreBytes(@ForAll @LongRange(min = 0) long bytes) {
    assertThat(ByteSize.parse(Long.toString(bytes)).bytes()).isEqualTo(bytes);
  }

  @Test
  void ratesMayEndInPerSecond() {
    assertThat(ByteRate.parse("100MB/s").bytesPerSecond()).isEqualTo(100_000_000);
    assertThat(ByteRate.parse("1g").bytesPerSecond()).isEqualTo(1 << 30);
    assertThatThrownBy(() -> ByteRate.parse("0")).hasMessageContaining("more than zero");
    assertThat(new ByteRate(118_400_000)).hasToString("118 MB/s");
    assertThat(new ByteRate(1_500)).hasToString("1.5 kB/s");
  }
}
