package io.hostward.lab.state;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the calls that came to a server's {@code /sdk}, those that failed among them. Thread-safe.
 */
public final class CallMeter {
  private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

  /** One more. */
  public void add(String operation) {
    calls.computeIfAbsent(operation, name -> new LongAdder()).increment();
  }

  /** The calls so far, by operation. */
  public Map<String, Long> snapshot() {
    Map<String, Long> counts = new TreeMap<>();
    calls.forEach((operation, count) -> counts.put(operation, count.sum()));
    return counts;
  }
}
