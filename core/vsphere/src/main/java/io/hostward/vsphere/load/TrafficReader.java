package io.hostward.vsphere.load;

import com.vmware.vim25.PerfEntityMetricBase;
import io.hostward.inventory.Figure;
import io.hostward.inventory.HostId;
import io.hostward.transfer.VSphereException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what passed the hosts of a datastore, sample by sample, in one call. */
public final class TrafficReader {
  /** Between real-time samples. */
  public static final Duration INTERVAL = Duration.ofSeconds(PerfQueries.REAL_TIME);

  private static final double KILOBYTE = 1_024;

  private final PerfQueries queries;

  /**
   * Bytes per second over one interval; each empty where the server told none.
   *
   * @param received through all network cards
   * @param transmitted through all network cards
   * @param written to the datastore
   */
  public record Rates(OptionalDouble received, OptionalDouble transmitted, OptionalDouble written) {
    private static final Rates NONE =
        new Rates(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    private Rates with(LoadCounters.Kind kind, double kilobytes) {
      OptionalDouble rate = OptionalDouble.of(kilobytes * KILOBYTE);
      return switch (kind) {
        case RECEIVED -> new Rates(rate, transmitted, written);
        case TRANSMITTED -> new Rates(received, rate, written);
        case WRITTEN -> new Rates(received, transmitted, rate);
        case CPU, MEMORY, NETWORK, WRITE_LATENCY -> this;
      };
    }
  }

  /** Reads by these questions. */
  public TrafficReader(PerfQueries queries) {
    this.queries = queries;
  }

  /**
   * The rates of each host that tells some, by the end of the interval on the server's clock.
   *
   * @param samples how many of the newest
   */
  public Map<HostId, SortedMap<Instant, Rates>> read(LoadQuestion datastore, int samples)
      throws VSphereException {
    Map<HostId, SortedMap<Instant, Rates>> traffic = new HashMap<>();
    for (PerfEntityMetricBase answer :
        queries.ask(List.of(datastore), LoadCounters.Kind.TRAFFIC, samples)) {
      SortedMap<Instant, Rates> rates = rates(datastore.counters(), PerfSamples.all(answer));
      if (!rates.isEmpty()) {
        traffic.put(new HostId(answer.getEntity().getValue()), rates);
      }
    }
    return traffic;
  }

  private static SortedMap<Instant, Rates> rates(
      LoadCounters counters, Map<PerfSamples.Series, List<Figure>> figures) {
    SortedMap<Instant, Rates> rates = new TreeMap<>();
    figures.forEach(
        (series, told) ->
            counters
                .kind(series.counter())
                .filter(LoadCounters.Kind.TRAFFIC::contains)
                .ifPresent(kind -> told.forEach(figure -> add(rates, kind, figure))));
    return rates;
  }

  private static void add(SortedMap<Instant, Rates> rates, LoadCounters.Kind kind, Figure figure) {
    rates.compute(
        figure.measuredAt(),
        (at, known) -> (known == null ? Rates.NONE : known).with(kind, figure.value()));
  }
}
