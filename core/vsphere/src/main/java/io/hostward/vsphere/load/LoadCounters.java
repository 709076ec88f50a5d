package io.hostward.vsphere.load;

import com.vmware.vim25.PerfCounterInfo;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ids of the counters that tell of a host's load. Ids differ from server to server; names do
 * not.
 *
 * @param ids of the counters that the server has
 */
public record LoadCounters(Map<Kind, Integer> ids) {
  public static final LoadCounters NONE = new LoadCounters(Map.of());

  /** A counter by its name. */
  public enum Kind {
    /** Hundredths of a percent. */
    CPU("cpu.usage.average"),
    /** Hundredths of a percent. */
    MEMORY("mem.usage.average"),
    /** Kilobytes of 1,024 per second. */
    NETWORK("net.usage.average"),
    /** Milliseconds, by datastore. */
    WRITE_LATENCY("datastore.totalWriteLatency.average"),
    /** Kilobytes of 1,024 per second. */
    RECEIVED("net.received.average"),
    /** Kilobytes of 1,024 per second. */
    TRANSMITTED("net.transmitted.average"),
    /** Kilobytes of 1,024 per second, by datastore. */
    WRITTEN("datastore.write.average");

    /** What tells how busy a host is. */
    static final Set<Kind> LOAD =
        Collections.unmodifiableSet(EnumSet.of(CPU, MEMORY, NETWORK, WRITE_LATENCY));

    /** What tells how much passed a host's cards, and how much of it came to rest. */
    static final Set<Kind> TRAFFIC =
        Collections.unmodifiableSet(EnumSet.of(RECEIVED, TRANSMITTED, WRITTEN));

    private final String counter;

    Kind(String counter) {
      this.counter = counter;
    }

    /** True for figures of one datastore, which the counter's instance names. */
    boolean ofDatastore() {
      return this == WRITE_LATENCY || this == WRITTEN;
    }
  }

  public LoadCounters {
    ids = Map.copyOf(ids);
  }

  /** Which counter has an id. */
  Optional<Kind> kind(int id) {
    return ids.entrySet().stream()
        .filter(known -> known.getValue() == id)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  public static LoadCounters of(List<PerfCounterInfo> counters) {
    Map<Kind, Integer> ids = new EnumMap<>(Kind.class);
    for (PerfCounterInfo counter : counters) {
      // A server may have roll-ups that the binding has no constant for.
      if (counter.getRollupType() != null) {
        String name =
            counter.getGroupInfo().getKey()
                + "."
                + counter.getNameInfo().getKey()
                + "."
                + counter.getRollupType().value();
        for (Kind kind : Kind.values()) {
          if (kind.counter.equals(name)) {
            ids.put(kind, counter.getKey());
          }
        }
      }
    }
    return new LoadCounters(ids);
  }
}
