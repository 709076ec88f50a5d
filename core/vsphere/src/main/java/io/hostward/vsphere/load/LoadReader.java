package io.hostward.vsphere.load;

import com.vmware.vim25.PerfEntityMetricBase;
import com.vmware.vim25.PerfMetricId;
import com.vmware.vim25.PerfQuerySpec;
import com.vmware.vim25.VimPortType;
import io.hostward.inventory.Figure;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.SteadyClock;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.VimFaults;
import io.hostward.vsphere.session.VimSession;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the load of all hosts of a datastore in one call. */
public final class LoadReader {
  private static final String CSV = "csv";
  private static final String NORMAL = "normal";

  /** Seconds between real-time samples. */
  private static final int REAL_TIME = 20;

  /** More than one, because the newest may not have been taken yet. */
  private static final int SAMPLES = 3;

  private static final double HUNDREDTHS_OF_PERCENT = 10_000;
  private static final double KILOBYTE = 1_024;

  private final VimSession session;
  private final SteadyClock clock;

  /** Much smaller than the other, and unknown to some servers. */
  private volatile String format = CSV;

  public LoadReader(VimSession session, SteadyClock clock) {
    this.session = session;
    this.clock = clock;
  }

  /** The figures of the hosts that can have some; the others are absent. */
  public Map<HostId, HostLoad> read(LoadQuestion datastore) throws VSphereException {
    List<PerfQuerySpec> specs = specs(datastore);
    if (specs.isEmpty() || session.content().getPerfManager() == null) {
      return Map.of();
    }
    Map<HostId, HostLoad> loads = new HashMap<>();
    for (PerfEntityMetricBase answer : query(specs)) {
      loads.put(
          new HostId(answer.getEntity().getValue()),
          load(datastore.counters(), PerfSamples.newest(answer, clock::told)));
    }
    return loads;
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

  private static List<PerfQuerySpec> specs(LoadQuestion datastore) {
    List<PerfMetricId> metrics = metrics(datastore);
    List<PerfQuerySpec> specs = new ArrayList<>();
    if (metrics.isEmpty()) {
      return specs;
    }
    for (HostId host : datastore.hosts()) {
      PerfQuerySpec spec = new PerfQuerySpec();
      spec.setEntity(new Moref("HostSystem", host.value()).toVim());
      spec.setIntervalId(REAL_TIME);
      spec.setMaxSample(SAMPLES);
      spec.getMetricId().addAll(metrics);
      specs.add(spec);
    }
    return specs;
  }

  private static List<PerfMetricId> metrics(LoadQuestion datastore) {
    List<PerfMetricId> metrics = new ArrayList<>();
    datastore
        .counters()
        .ids()
        .forEach(
            (kind, id) -> {
              PerfMetricId metric = new PerfMetricId();
              metric.setCounterId(id);
              metric.setInstance("");
              if (kind == LoadCounters.Kind.WRITE_LATENCY) {
                if (datastore.uuid().isEmpty()) {
                  return;
                }
                metric.setInstance(datastore.uuid().get());
              }
              metrics.add(metric);
            });
    return metrics;
  }

  private static HostLoad load(LoadCounters counters, Map<Integer, Figure> newest) {
    Map<LoadCounters.Kind, Figure> figures = new EnumMap<>(LoadCounters.Kind.class);
    counters
        .ids()
        .forEach(
            (kind, id) -> {
              Figure figure = newest.get(id);
              if (figure != null) {
                figures.put(kind, figure);
              }
            });
    return new HostLoad(
        share(figures.get(LoadCounters.Kind.CPU)),
        share(figures.get(LoadCounters.Kind.MEMORY)),
        Optional.ofNullable(figures.get(LoadCounters.Kind.NETWORK))
            .map(rate -> new Figure(rate.value() * KILOBYTE, rate.measuredAt())),
        OptionalLong.empty(),
        Optional.ofNullable(figures.get(LoadCounters.Kind.WRITE_LATENCY)));
  }

  private static Optional<Figure> share(@Nullable Figure percent) {
    return Optional.ofNullable(percent)
        .map(
            figure ->
                new Figure(
                    Math.min(1, figure.value() / HUNDREDTHS_OF_PERCENT), figure.measuredAt()));
  }
}
