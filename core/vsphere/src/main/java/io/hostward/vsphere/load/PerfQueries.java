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
import java.util.List;
import java.util.Set;

/** Asks for real-time samples of all hosts of a datastore in one call. Thread-safe. */
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
   * @param samples how many of the newest
   */
  List<PerfEntityMetricBase> ask(LoadQuestion datastore, Set<LoadCounters.Kind> kinds, int samples)
      throws VSphereException {
    List<PerfQuerySpec> specs = specs(datastore, kinds, samples);
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
      LoadQuestion datastore, Set<LoadCounters.Kind> kinds, int samples) {
    List<PerfMetricId> metrics = metrics(datastore, kinds);
    List<PerfQuerySpec> specs = new ArrayList<>();
    if (metrics.isEmpty()) {
      return specs;
    }
    for (HostId host : datastore.hosts()) {
      PerfQuerySpec spec = new PerfQuerySpec();
      spec.setEntity(new Moref("HostSystem", host.value()).toVim());
      spec.setIntervalId(REAL_TIME);
      spec.setMaxSample(samples);
      spec.getMetricId().addAll(metrics);
      specs.add(spec);
    }
    return specs;
  }

  private static List<PerfMetricId> metrics(LoadQuestion datastore, Set<LoadCounters.Kind> kinds) {
    List<PerfMetricId> metrics = new ArrayList<>();
    datastore
        .counters()
        .ids()
        .forEach(
            (kind, id) -> {
              if (kinds.contains(kind) && (!kind.ofDatastore() || datastore.uuid().isPresent())) {
                PerfMetricId metric = new PerfMetricId();
                metric.setCounterId(id);
                metric.setInstance(kind.ofDatastore() ? datastore.uuid().orElseThrow() : "");
                metrics.add(metric);
              }
            });
    return metrics;
  }
}
