package io.hostward.lab.perf;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.PerfEntityMetric;
import com.vmware.vim25.PerfEntityMetricCSV;
import com.vmware.vim25.PerfMetricId;
import com.vmware.vim25.PerfMetricIntSeries;
import com.vmware.vim25.PerfMetricSeriesCSV;
import com.vmware.vim25.PerfSampleInfo;
import io.hostward.lab.vim.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Collects series of figures and writes them in either of the two formats. */
final class SeriesWriter {
  /** What a sample says that was not taken. */
  private static final long NO_SAMPLE = -1;

  private final ManagedObjectReference entity;
  private final List<Sample> samples;
  private final List<Series> series = new ArrayList<>();

  private record Series(PerfMetricId id, List<Long> figures) {}

  SeriesWriter(ManagedObjectReference entity, List<Sample> samples) {
    this.entity = entity;
    this.samples = samples;
  }

  void add(PerfMetricId id, ToLongFunction<Sample> figure) {
    List<Long> figures =
        samples.stream().map(s -> s.connected() ? figure.applyAsLong(s) : NO_SAMPLE).toList();
    series.add(new Series(id, figures));
  }

  PerfEntityMetric normal() {
    var answer = new PerfEntityMetric();
    answer.setEntity(entity);
    for (Sample sample : samples) {
      var info = new PerfSampleInfo();
      info.setTimestamp(Times.of(sample.time()));
      info.setInterval(PerfEngine.REFRESH_RATE);
      answer.getSampleInfo().add(info);
    }
    for (Series one : series) {
      var values = new PerfMetricIntSeries();
      values.setId(one.id());
      values.getValue().addAll(one.figures());
      answer.getValue().add(values);
    }
    return answer;
  }

  PerfEntityMetricCSV csv() {
    var answer = new PerfEntityMetricCSV();
    answer.setEntity(entity);
    answer.setSampleInfoCSV(
        samples.stream()
            .map(s -> PerfEngine.REFRESH_RATE + "," + s.time())
            .collect(Collectors.joining(",")));
    for (Series one : series) {
      var values = new PerfMetricSeriesCSV();
      values.setId(one.id());
      values.setValue(one.figures().stream().map(String::valueOf).collect(Collectors.joining(",")));
      answer.getValue().add(values);
    }
    return answer;
  }
}
