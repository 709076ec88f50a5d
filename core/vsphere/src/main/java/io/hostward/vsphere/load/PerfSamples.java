package io.hostward.vsphere.load;

import com.vmware.vim25.PerfEntityMetric;
import com.vmware.vim25.PerfEntityMetricBase;
import com.vmware.vim25.PerfEntityMetricCSV;
import com.vmware.vim25.PerfMetricId;
import com.vmware.vim25.PerfMetricIntSeries;
import com.vmware.vim25.PerfMetricSeries;
import com.vmware.vim25.PerfMetricSeriesCSV;
import io.hostward.inventory.Figure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Finds the samples of each counter in a server's answer, in either of its formats.
 *
 * <p>Samples come in no order that can be relied on, may be missing, and read -1 where none was
 * taken.
 */
final class PerfSamples {
  private PerfSamples() {}

  /**
   * What samples are of.
   *
   * @param counter the counter's id
   * @param instance of which part of the host; empty for the host as a whole
   */
  record Series(int counter, String instance) {
    private static Series of(PerfMetricId id) {
      return new Series(id.getCounterId(), id.getInstance() == null ? "" : id.getInstance());
    }
  }

  /**
   * The newest valid sample of each series.
   *
   * @param moment of what the server's clock says
   */
  static Map<Series, Figure> newest(PerfEntityMetricBase answer, UnaryOperator<Instant> moment) {
    Map<Series, Figure> newest = new HashMap<>();
    // Most are of the same few moments.
    Map<Instant, Instant> moments = new HashMap<>();
    all(answer)
        .forEach(
            (series, figures) ->
                figures.stream()
                    .max(Comparator.comparing(Figure::measuredAt))
                    .map(
                        figure ->
                            new Figure(
                                figure.value(),
                                moments.computeIfAbsent(figure.measuredAt(), moment)))
                    .ifPresent(figure -> newest.put(series, figure)));
    return newest;
  }

  /** All valid samples of each series, in the server's order. */
  static Map<Series, List<Figure>> all(PerfEntityMetricBase answer) {
    Map<Series, List<Figure>> all = new HashMap<>();
    if (answer instanceof PerfEntityMetricCSV csv) {
      List<Optional<Instant>> times = csvTimes(csv.getSampleInfoCSV());
      for (PerfMetricSeriesCSV series : csv.getValue()) {
        add(all, series, times, numbers(series.getValue()));
      }
    } else if (answer instanceof PerfEntityMetric normal) {
      List<Optional<Instant>> times =
          normal.getSampleInfo().stream()
              .map(sample -> Optional.ofNullable(sample.getTimestamp()))
              .map(time -> time.map(at -> at.toGregorianCalendar().toInstant()))
              .toList();
      for (PerfMetricSeries series : normal.getValue()) {
        if (series instanceof PerfMetricIntSeries numbers) {
          add(all, series, times, numbers.getValue());
        }
      }
    }
    return all;
  }

  private static void add(
      Map<Series, List<Figure>> all,
      PerfMetricSeries series,
      List<Optional<Instant>> times,
      List<Long> values) {
    List<Figure> figures = all.computeIfAbsent(Series.of(series.getId()), of -> new ArrayList<>());
    for (int i = 0; i < Math.min(times.size(), values.size()); i++) {
      Optional<Instant> time = times.get(i);
      if (time.isPresent() && values.get(i) >= 0) {
        figures.add(new Figure(values.get(i), time.get()));
      }
    }
  }

  /** {@code 20,2026-11-22T10:00:00Z,20,2026-11-22T10:00:20Z}: interval and end of each sample. */
  private static List<Optional<Instant>> csvTimes(String samples) {
    String[] parts = samples == null ? new String[0] : samples.split(",", -1);
    List<Optional<Instant>> times = new ArrayList<>();
    for (int i = 1; i < parts.length; i += 2) {
      times.add(instant(parts[i].strip()));
    }
    return times;
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static List<Long> numbers(String values) {
    List<Long> numbers = new ArrayList<>();
    for (String text : values == null ? new String[0] : values.split(",", -1)) {
      numbers.add(number(text.strip()));
    }
    return numbers;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
