package io.hostward.vsphere.load;

import com.vmware.vim25.PerfEntityMetricBase;
import io.hostward.inventory.Figure;
import io.hostward.inventory.HostId;
import io.hostward.inventory.HostLoad;
import io.hostward.inventory.SteadyClock;
import io.hostward.transfer.VSphereException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the load of all hosts of datastores in one call. */
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

  /**
   * The figures of each datastore's hosts that can have some; the others are absent.
   *
   * @param datastores by whatever they are known; with the same counters
   */
  <K> Map<K, Map<HostId, HostLoad>> read(Map<K, LoadQuestion> datastores) throws VSphereException {
    Map<K, Map<HostId, HostLoad>> loads = new HashMap<>();
    datastores.keySet().forEach(key -> loads.put(key, new HashMap<>()));
    for (PerfEntityMetricBase answer :
        queries.ask(datastores.values(), LoadCounters.Kind.LOAD, SAMPLES)) {
      HostId host = new HostId(answer.getEntity().getValue());
      Answer told =
          Answer.of(
              PerfSamples.newest(answer, clock::told),
              datastores.values().iterator().next().counters(),
              datastores.size() == 1);
      datastores.forEach(
          (key, datastore) -> {
            if (datastore.hosts().contains(host)) {
              loads.getOrDefault(key, new HashMap<>()).put(host, told.load(datastore));
            }
          });
    }
    return loads;
  }

  /**
   * What is told of one host. What concerns the host as a whole is one object for all datastores.
   *
   * @param ofOne whether one datastore was asked for: all is told of that, whatever the server
   *     calls it
   */
  private record Answer(
      Optional<Figure> cpu,
      Optional<Figure> memory,
      Optional<Figure> network,
      Map<PerfSamples.Series, Figure> newest,
      boolean ofOne) {

    private static Answer of(
        Map<PerfSamples.Series, Figure> newest, LoadCounters counters, boolean ofOne) {
      return new Answer(
          share(any(newest, counters, LoadCounters.Kind.CPU)),
          share(any(newest, counters, LoadCounters.Kind.MEMORY)),
          any(newest, counters, LoadCounters.Kind.NETWORK)
              .map(rate -> new Figure(rate.value() * KILOBYTE, rate.measuredAt())),
          newest,
          ofOne);
    }

    private HostLoad load(LoadQuestion datastore) {
      return new HostLoad(cpu, memory, network, OptionalLong.empty(), latency(datastore));
    }

    private Optional<Figure> latency(LoadQuestion datastore) {
      LoadCounters.Kind kind = LoadCounters.Kind.WRITE_LATENCY;
      @Nullable Integer id = datastore.counters().ids().get(kind);
      if (ofOne || id == null) {
        return any(newest, datastore.counters(), kind);
      }
      return datastore
          .instance(kind)
          .map(instance -> newest.get(new PerfSamples.Series(id, instance)));
    }

    /** The newest figure of a counter, of whatever instance. */
    private static Optional<Figure> any(
        Map<PerfSamples.Series, Figure> newest, LoadCounters counters, LoadCounters.Kind kind) {
      @Nullable Integer id = counters.ids().get(kind);
      return newest.entrySet().stream()
          .filter(figure -> id != null && figure.getKey().counter() == id)
          .map(Map.Entry::getValue)
          .max(Comparator.comparing(Figure::measuredAt));
    }
  }

  private static Optional<Figure> share(Optional<Figure> percent) {
    return percent.map(
        figure ->
            new Figure(Math.min(1, figure.value() / HUNDREDTHS_OF_PERCENT), figure.measuredAt()));
  }
}
