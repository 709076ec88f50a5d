package io.hostward.lab.folder;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class ByteRangeTest {
  @Property
  void rangesNeverReachBeyondTheFile(
      @ForAll @LongRange(min = 0, max = 100) long size,
      @ForAll @LongRange(min = 0, max = 120) long first,
      @ForAll @LongRange(min = 0, max = 120) long last) {
    ByteRange range = ByteRange.of("bytes=" + first + "-" + last, size);

    if (last < first) {
      assertThat(range).isEqualTo(new ByteRange(200, 0, size));
    } else if (first >= size) {
      assertThat(range.status()).isEqualTo(416);
      assertThat(range.contentRange(size)).isEqualTo("bytes */" + size);
    } else {
      long end = Math.min(last, size - 1);
      assertThat(range).isEqualTo(new ByteRange(206, first, end - first + 1));
      assertThat(range.contentRange(size)).isEqualTo("bytes " + first + "-" + end + "/" + size);
    }
  }

  @Property
  void suffixIsTheEndOfTheFile(
      @ForAll @LongRange(min = 0, max = 100) long size,
      @ForAll @LongRange(min = 0, max = 120) long length) {
    ByteRange range = ByteRange.of("bytes=-" + length, size);
    long expected = Math.min(size, length);

    assertThat(range.status()).isEqualTo(expected == 0 ? 416 : 206);
    assertThat(range.length()).isEqualTo(expected);
  }

  @Property
  void anythingElseMeansTheWholeFile(@ForAll String header) {
    ByteRange range = ByteRange.of(header, 10);

    assertThat(range.first() + range.length()).isBetween(0L, 10L);
  }

  @Example
  void severalRangesAndOtherUnitsAreIgnored() {
    for (String header : new String[] {"bytes=0-1,4-5", "lines=0-1", "bytes=-", "bytes=a-b"}) {
      assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange(200, 0, 10));
    }
    assertThat(ByteRange.of(null, 10)).isEqualTo(new ByteRange(200, 0, 10));
  }
}
