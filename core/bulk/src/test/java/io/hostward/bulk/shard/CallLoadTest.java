package io.hostward.bulk.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallLoadTest {

  @ParameterizedTest
  @CsvSource({
    // 100,000 files take 5,000 s of calls; 8.8 GB/s bring 44 TB in as many.
    "100000, 40000000000000, 8, true",
    "100000, 50000000000000, 8, false",
    "100000, 50000000000000, 16, true",
    // Over within a minute, whatever the limit is.
    "1000, 0, 1, false",
    "0, 0, 1, false"
  })
  void itWarnsWhereCallsTakeLongerThanBytes(
      long deliveries, long bytes, int shards, boolean warned) {
    assertThat(new CallLoad(deliveries, bytes, shards, 100).warning().isPresent())
        .isEqualTo(warned);
  }

  @Test
  void theWordsHaveTheArithmetic() {
    assertThat(new CallLoad(100_000_000, 1_000_000_000_000L, 64, 100).warning())
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .contains("100000000 deliveries", "500000000 calls", "57 days", "64 lines")
                    .contains("14 seconds"));
    assertThat(new CallLoad(100_000, 1_100_000_000, 1, 100).warning())
        .hasValueSatisfying(words -> assertThat(words).contains("in 1 second;"));
    assertThat(new CallLoad(1000, 900, 1, 1, 100).calls()).as("a ticket each").isEqualTo(1400);
    assertThatIllegalArgumentException().isThrownBy(() -> new CallLoad(1, 2, 1, 1, 100));
    assertThatIllegalArgumentException().isThrownBy(() -> new CallLoad(1, 1, 0, 100));
  }
}
