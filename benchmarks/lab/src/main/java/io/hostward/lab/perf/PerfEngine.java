package io.hostward.lab.perf;

import com.vmware.vim25.PerfCounterInfo;
import com.vmware.vim25.PerfEntityMetricBase;
import com.vmware.vim25.PerfMetricId;
import com.vmware.vim25.PerfQuerySpec;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.vim.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Real-time figures of the hosts that a server knows. Counter ids are this server's own: clients
 * must map them by name, as between real servers. Thread-safe.
 */
public final class PerfEngine {
  /** Seconds between two samples. */
  public static final int REFRESH_RATE = (int) HostHistory.INTERVAL.toSeconds();

  private final LabState state;
  private final int firstId;
  private final Map<String, HostHistory> histories = new LinkedHashMap<>();
  private final Map<String, DatastoreState> datastores = new LinkedHashMap<>();

  /**
   * @param hosts whose figures are kept
   * @param firstId id of the first counter
   */
  public PerfEngine(LabState state, Collection<HostState> hosts, int firstId) {
    this.state = state;
    this.firstId = firstId;
    state.datastores().forEach(datastore -> datastores.put(uuid(datastore), datastore));
    Instant now = state.clock().instant();
    hosts.forEach(h -> histories.put(h.moid(), new HostHistory(h, mounted(h), now)));
  }

  private List<String> mounted(HostState host) {
    return state.datastores().stream()
        .filter(datastore -> datastore.mount(host.moid()).isPresent())
        .map(DatastoreState::moid)
        .toList();
  }

  /** Takes the samples that have fallen due; call at least every 20 s for them to be exact. */
  public void catchUp() {
    Instant now = state.clock().instant();
    histories.values().forEach(history -> history.catchUp(now));
  }

  /** All counters. */
  public List<PerfCounterInfo> counters() {
    List<PerfCounterInfo> infos = new ArrayList<>();
    for (int i = 0; i < Counters.ALL.size(); i++) {
      infos.add(Counters.ALL.get(i).info(firstId + i));
    }
    return infos;
  }

  /** The counter with an id, or null. */
  public @Nullable PerfCounterInfo counter(int id) {
    Counter counter = byId(id);
    return counter == null ? null : counter.info(id);
  }

  private @Nullable Counter byId(int id) {
    int index = id - firstId;
    return index < 0 || index >= Counters.ALL.size() ? null : Counters.ALL.get(index);
  }

  /** CPU that a host uses, in MHz: its background load now and what its last traffic cost. */
  public int cpuMhz(HostState host) {
    catchUp();
    Sample newest = history(host).newest();
    long traffic = Counters.cpuMhz(newest) - newest.load().cpuMhz();
    return (int) Math.min(Integer.MAX_VALUE, host.load().cpuMhz() + traffic);
  }

  /** The figures that a host has. */
  public List<PerfMetricId> available(HostState host) {
    List<PerfMetricId> ids = new ArrayList<>();
    for (int i = 0; i < Counters.ALL.size(); i++) {
      int id = firstId + i;
      instances(Counters.ALL.get(i), host).keySet().forEach(name -> ids.add(metric(id, name)));
    }
    return ids;
  }

  /** Answers one query about one host. */
  public PerfEntityMetricBase query(HostState host, PerfQuerySpec spec) {
    catchUp();
    List<Sample> samples = wanted(shown(host), spec);
    var answer = new SeriesWriter(spec.getEntity(), samples);
    List<PerfMetricId> metrics =
        spec.getMetricId().isEmpty() ? available(host) : spec.getMetricId();
    for (PerfMetricId metric : metrics) {
      Counter counter = byId(metric.getCounterId());
      if (counter != null) {
        add(answer, metric, counter, host);
      }
    }
    return "csv".equals(spec.getFormat()) ? answer.csv() : answer.normal();
  }

  /** The samples that vCenter has by now: a host hands each of them over some seconds late. */
  private List<Sample> shown(HostState host) {
    Instant newest = state.clock().instant().minus(delay(host));
    return history(host).samples().stream().filter(s -> !s.time().isAfter(newest)).toList();
  }

  /** How late a host's samples are: 2 to 6 s, always the same. */
  private static Duration delay(HostState host) {
    return Duration.ofSeconds(2 + Math.floorMod(host.moid().hashCode(), 5));
  }

  private void add(SeriesWriter answer, PerfMetricId wanted, Counter counter, HostState host) {
    var model = host.model();
    var facts =
        new Counter.Host(
            (long) model.cpuMhz() * model.cpuCores(),
            model.memoryBytes() >> 20,
            model.pnics().size());
    instances(counter, host, wanted.getInstance())
        .forEach(
            (name, key) -> {
              PerfMetricId id = metric(wanted.getCounterId(), name);
              answer.add(id, sample -> counter.figure().of(sample, facts, key));
            });
  }

  /** Those of its instances that a name means: {@code *} means all of them. */
  private Map<String, String> instances(Counter counter, HostState host, String wanted) {
    if (counter.instances() == Counter.Instances.DATASTORES && !wanted.equals("*")) {
      DatastoreState datastore = datastores.get(wanted);
      return datastore != null && datastore.mount(host.moid()).isPresent()
          ? Map.of(wanted, datastore.moid())
          : Map.of();
    }
    Map<String, String> names = instances(counter, host);
    if (!wanted.equals("*")) {
      names.keySet().retainAll(Set.of(wanted));
    }
    return names;
  }

  /** The instances that a counter has on a host: name on the wire to name in the samples. */
  private Map<String, String> instances(Counter counter, HostState host) {
    Map<String, String> names = new LinkedHashMap<>();
    switch (counter.instances()) {
      case AGGREGATE -> names.put("", "");
      case NICS -> {
        names.put("", "");
        host.model().pnics().forEach(nic -> names.put(nic.device(), nic.device()));
      }
      case DATASTORES ->
          datastores.forEach(
              (uuid, datastore) -> {
                if (datastore.mount(host.moid()).isPresent()) {
                  names.put(uuid, datastore.moid());
                }
              });
    }
    return names;
  }

  private static String uuid(DatastoreState datastore) {
    String url = datastore.model().url().replaceAll("/+$", "");
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** The start is excluded, the end included; of the rest the newest, oldest first. */
  private static List<Sample> wanted(List<Sample> all, PerfQuerySpec spec) {
    Instant start = spec.getStartTime() == null ? Instant.MIN : Times.instant(spec.getStartTime());
    Instant end = spec.getEndTime() == null ? Instant.MAX : Times.instant(spec.getEndTime());
    List<Sample> inside =
        all.stream().filter(s -> s.time().isAfter(start) && !s.time().isAfter(end)).toList();
    Integer most = spec.getMaxSample();
    boolean cut = most != null && most > 0 && most < inside.size();
    return cut ? inside.subList(inside.size() - most, inside.size()) : inside;
  }

  private HostHistory history(HostState host) {
    HostHistory history = histories.get(host.moid());
    if (history == null) {
      throw new IllegalArgumentException("this server has no such host: " + host.moid());
    }
    return history;
  }

  private static PerfMetricId metric(int counter, String instance) {
    var id = new PerfMetricId();
    id.setCounterId(counter);
    id.setInstance(instance);
    return id;
  }

  /** Between two samples. */
  public static Duration interval() {
    return HostHistory.INTERVAL;
  }
}
