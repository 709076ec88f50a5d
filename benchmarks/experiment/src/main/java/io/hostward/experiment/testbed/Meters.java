package io.hostward.experiment.testbed;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The interface counters of all nodes, found by a process in each one's namespace. */
final class Meters {
  private final Map<String, Long> pids;

  /** Meters of nodes, by their names. */
  Meters(Map<String, Long> pids) {
    this.pids = new LinkedHashMap<>(pids);
  }

  /** Reads all of them. */
  Map<String, InterfaceCounters> read() throws IOException {
    Map<String, InterfaceCounters> counters = new LinkedHashMap<>();
    for (Map.Entry<String, Long> pid : pids.entrySet()) {
      counters.put(pid.getKey(), InterfaceCounters.read(pid.getValue()));
    }
    return counters;
  }

  /** Reads what passed since an earlier reading of the same meters. */
  Map<String, InterfaceCounters> since(Map<String, InterfaceCounters> earlier) throws IOException {
    Map<String, InterfaceCounters> passed = read();
    earlier.forEach((name, then) -> passed.computeIfPresent(name, (same, now) -> now.since(then)));
    return passed;
  }
}
