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
    "1023, 1023 B",
    "1024, 1 KiB",
    "1536, 1.5 KiB",
    "268435456, 256 MiB",
    "1073741823, 1024 MiB",
    "1610612736, 1.5 GiB",
    "9223372036854775807, 8388608 TiB",
  })
  void writesTheLargestUnit(long bytes, String text) {
    assertThat(new ByteSize(bytes)).hasToString(text);
  }

  @Property
  void whatItWritesItReadsBackWithinItsPrecision(@ForAll @LongRange(min = 0) long bytes) {
    long read = ByteSize.parse(lessThanAll(new ByteSize(bytes))).bytes();

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

  // Rounding up to 8388608 TiB is one byte more than a long holds.
  private static String lessThanAll(ByteSize size) {
    return size.toString().equals("8388608 TiB") ? "8388607 TiB" : size.toString();
  }
}
