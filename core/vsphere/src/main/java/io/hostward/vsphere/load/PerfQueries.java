package io.hostward.vsphere.load;

import com.vmware.vim25.PerfEntityMetricBase;
import com.vmware.vim25.PerfMetricId;
import com.vmware.vim25.PerfQuerySpec;
import com.vmware.vim25.VimPortType;
import io.hostward.inventory.HostId;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.VimFaults;
import io.hostward.vsphere.session.VimSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks for real-time samples of all hosts of datastores in one call. Thread-safe. */
public final class PerfQueries {
  private static final String CSV = "csv";
  private static final String NORMAL = "normal";

  /** Seconds between real-time samples. */
  static final int REAL_TIME = 20;

  private final VimSession session;

  /** Much smaller than the other, and unknown to some servers. */
  private volatile String format = CSV;

  /** Questions to the server of this session. */
  public PerfQueries(VimSession session) {
    this.session = session;
  }

  /**
   * The answers, one for each host that has some; nothing if the server has none of the counters.
   *
   * @param datastores with the same counters; what is told of a host as a whole is asked for once
   * @param samples how many of the newest
   */
  List<PerfEntityMetricBase> ask(
      Collection<LoadQuestion> datastores, Set<LoadCounters.Kind> kinds, int samples)
      throws VSphereException {
    List<PerfQuerySpec> specs = specs(datastores, kinds, samples);
    return specs.isEmpty() || session.content().getPerfManager() == null ? List.of() : query(specs);
  }

  private List<PerfEntityMetricBase> query(List<PerfQuerySpec> specs) throws VSphereException {
    return session.call(
        "QueryPerf",
        port -> {
          try {
            return query(port, specs);
          } catch (Exception e) {
            if (format.equals(NORMAL) || !VimFaults.isInvalidArgument(e)) {
              throw e;
            }
            format = NORMAL;
            return query(port, specs);
          }
        });
  }

  private List<PerfEntityMetricBase> query(VimPortType port, List<PerfQuerySpec> specs)
      throws Exception {
    String asked = format;
    specs.forEach(spec -> spec.setFormat(asked));
    return port.queryPerf(session.content().getPerfManager(), specs);
  }

  private static List<PerfQuerySpec> specs(
      Collection<LoadQuestion> datastores, Set<LoadCounters.Kind> kinds, int samples) {
    Map<HostId, Set<PerfSamples.Series>> asked = new LinkedHashMap<>();
    for (LoadQuestion datastore : datastores) {
      List<PerfSamples.Series> series = series(datastore, kinds);
      if (!series.isEmpty()) {
        datastore
            .hosts()
            .forEach(
                host -> asked.computeIfAbsent(host, key -> new LinkedHashSet<>()).addAll(series));
      }
    }
    List<PerfQuerySpec> specs = new ArrayList<>();
    asked.forEach(
        (host, series) -> {
          PerfQuerySpec spec = new PerfQuerySpec();
          spec.setEntity(new Moref("HostSystem", host.value()).toVim());
          spec.setIntervalId(REAL_TIME);
          spec.setMaxSample(samples);
          series.stream().map(PerfQueries::metric).forEach(spec.getMetricId()::add);
          specs.add(spec);
        });
    return specs;
  }

  private static List<PerfSamples.Series> series(
      LoadQuestion datastore, Set<LoadCounters.Kind> kinds) {
    List<PerfSamples.Series> series = new ArrayList<>();
    datastore
        .counters()
        .ids()
        .forEach(
            (kind, id) -> {
              if (kinds.contains(kind)) {
                datastore
                    .instance(kind)
                    .ifPresent(instance -> series.add(new PerfSamples.Series(id, instance)));
              }
            });
    return series;
  }

  private static PerfMetricId metric(PerfSamples.Series series) {
    PerfMetricId metric = new PerfMetricId();
    metric.setCounterId(series.counter());
    metric.setInstance(series.instance());
    return metric;
  }
}
