package io.hostward.lab.soap;

import com.vmware.vim25.PerfCounterInfo;
import com.vmware.vim25.PerfEntityMetricBase;
import com.vmware.vim25.PerfMetricId;
import com.vmware.vim25.PerfProviderSummary;
import com.vmware.vim25.PerfQuerySpec;
import io.hostward.lab.perf.PerfEngine;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.state.HostState;
import io.hostward.lab.vim.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PerformanceManager: real-time figures of hosts; the lab keeps no longer history. */
final class PerfOperations {
  private static final String MANAGER = "PerformanceManager";

  /** What a vCenter says of entities that have statistics of the past alone. */
  private static final int NO_REAL_TIME = -1;

  private PerfOperations() {}

  static void addTo(Operations operations) {
    String view = Operation.VIEW;
    operations
        .add(MANAGER, "QueryPerfCounter", view, PerfOperations::counters)
        .add(MANAGER, "QueryPerf", view, PerfOperations::query)
        .add(MANAGER, "QueryPerfProviderSummary", view, PerfOperations::provider)
        .add(MANAGER, "QueryAvailablePerfMetric", view, PerfOperations::available);
  }

  private static Answer<?> counters(Call call) {
    List<PerfCounterInfo> infos = new ArrayList<>();
    for (Integer id : call.all("counterId", Integer.class)) {
      PerfCounterInfo info = call.server().perf().counter(id);
      if (info == null) {
        throw Faults.invalidArgument("counterId");
      }
      infos.add(info);
    }
    return Answer.all(PerfCounterInfo.class, infos);
  }

  /** Entities without figures are left out of the answer, as on a real server. */
  private static Answer<?> query(Call call) {
    List<PerfEntityMetricBase> answers = new ArrayList<>();
    for (PerfQuerySpec spec : call.all("querySpec", PerfQuerySpec.class)) {
      ManagedObject entity = call.follow(spec.getEntity());
      call.require("System.Read", entity);
      Optional<HostState> host = call.server().inventory().host(entity);
      if (host.isPresent() && realTime(spec.getIntervalId())) {
        answers.add(call.server().perf().query(host.get(), spec));
      }
    }
    return Answer.all(PerfEntityMetricBase.class, answers);
  }

  private static boolean realTime(@Nullable Integer interval) {
    return interval == null || interval == PerfEngine.REFRESH_RATE;
  }

  private static Answer<?> provider(Call call) {
    ManagedObject entity = call.object("entity");
    boolean host = call.server().inventory().host(entity).isPresent();
    var summary = new PerfProviderSummary();
    summary.setEntity(entity.ref().toVim());
    summary.setCurrentSupported(host);
    summary.setSummarySupported(true);
    summary.setRefreshRate(host ? PerfEngine.REFRESH_RATE : NO_REAL_TIME);
    return Answer.of(summary);
  }

  private static Answer<?> available(Call call) {
    Optional<HostState> host = call.server().inventory().host(call.object("entity"));
    boolean realTime = realTime(call.maybe("intervalId", Integer.class));
    return Answer.all(
        PerfMetricId.class,
        host.isPresent() && realTime ? call.server().perf().available(host.get()) : List.of());
  }
}
