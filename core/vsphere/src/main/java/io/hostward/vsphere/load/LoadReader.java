package io.hostward.vsphere.load;

import com.vmware.vim25.PerfEntityMetricBase;
import io.hostward.inventory.Figure;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.SteadyClock;
import io.hostward.transfer.VSphereException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the load of all hosts of a datastore in one call. */
public final class LoadReader {
  /** More than one, because the newest may not have been taken yet. */
  private static final int SAMPLES = 3;

  private static final double HUNDREDTHS_OF_PERCENT = 10_000;
  private static final double KILOBYTE = 1_024;

  private final PerfQueries queries;
  private final SteadyClock clock;

  public LoadReader(PerfQueries queries, SteadyClock clock) {
    this.queries = queries;
    this.clock = clock;
  }

  /** The figures of the hosts that can have some; the others are absent. */
  public Map<HostId, HostLoad> read(LoadQuestion datastore) throws VSphereException {
    Map<HostId, HostLoad> loads = new HashMap<>();
    for (PerfEntityMetricBase answer : queries.ask(datastore, LoadCounters.Kind.LOAD, SAMPLES)) {
      loads.put(
          new HostId(answer.getEntity().getValue()),
          load(datastore.counters(), PerfSamples.newest(answer, clock::told)));
    }
    return loads;
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
