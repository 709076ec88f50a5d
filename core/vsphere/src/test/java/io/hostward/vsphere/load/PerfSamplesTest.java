package io.hostward.vsphere.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.PerfEntityMetricBase;
import com.vmware.vim25.PerfEntityMetricCSV;
import com.vmware.vim25.PerfMetricId;
import com.vmware.vim25.PerfMetricSeriesCSV;
import io.hostward.inventory.Figure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PerfSamplesTest {
  private static final PerfSamples.Series SERIES = new PerfSamples.Series(7, "");
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private static PerfEntityMetricCSV answer(String samples, String values) {
    PerfMetricId id = new PerfMetricId();
    id.setCounterId(7);
    id.setInstance("");
    PerfMetricSeriesCSV series = new PerfMetricSeriesCSV();
    series.setId(id);
    series.setValue(values);
    PerfEntityMetricCSV answer = new PerfEntityMetricCSV();
    answer.setSampleInfoCSV(samples);
    answer.getValue().add(series);
    return answer;
  }

  @Test
  void newestSampleThatWasTakenCounts() {
    String samples = "20,2026-11-22T10:00:00Z,20,2026-11-22T10:00:20Z,20,2026-11-22T10:00:40Z";
    assertThat(newest(answer(samples, "5,6,-1")))
        .isEqualTo(Map.of(SERIES, new Figure(6, START.plusSeconds(20))));
    assertThat(newest(answer(samples, "-1,-1,-1"))).isEmpty();
    assertThat(newest(answer(samples, "5"))).isEqualTo(Map.of(SERIES, new Figure(5, START)));
  }

  @Test
  void offsetOfTheServersClockIsUnderstood() {
    assertThat(newest(answer("20,2026-11-22T12:00:00.123456+02:00", "5")))
        .isEqualTo(Map.of(SERIES, new Figure(5, START.plusNanos(123_456_000))));
  }

  @Property(tries = 300)
  void orderOfSamplesDoesNotMatter(
      @ForAll @Size(min = 1, max = 9) List<@LongRange(min = -1, max = 1L << 40) Long> values,
      @ForAll long seed) {
    List<Integer> order =
        IntStream.range(0, values.size()).boxed().collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(order, new Random(seed));
    String samples =
        order.stream()
            .map(i -> "20," + START.plusSeconds(20L * i))
            .collect(Collectors.joining(","));
    String shuffled =
        order.stream().map(i -> values.get(i).toString()).collect(Collectors.joining(","));
    Map<PerfSamples.Series, Figure> newest = newest(answer(samples, shuffled));
    int last = values.size() - 1;
    while (last >= 0 && values.get(last) < 0) {
      last--;
    }
    assertThat(newest)
        .isEqualTo(
            last < 0
                ? Map.of()
                : Map.of(SERIES, new Figure(values.get(last), START.plusSeconds(20L * last))));
  }

  @Property(tries = 300)
  void anythingAtAllIsReadWithoutAnException(@ForAll String samples, @ForAll String values) {
    assertThat(newest(answer(samples, values)).values())
        .allSatisfy(figure -> assertThat(figure.value()).isNotNegative());
  }

  /** The server's times are those of a day; what is kept can be compared though clocks are set. */
  @Test
  void momentsAreThoseOfTheClockThatIsNotSet() {
    assertThat(
            PerfSamples.newest(
                answer("20,2026-11-22T10:00:00Z", "5"), told -> told.plusSeconds(100)))
        .isEqualTo(Map.of(SERIES, new Figure(5, Instant.parse("2026-11-22T10:01:40Z"))));
  }

  private static Map<PerfSamples.Series, Figure> newest(PerfEntityMetricBase answer) {
    return PerfSamples.newest(answer, UnaryOperator.identity());
  }
}
