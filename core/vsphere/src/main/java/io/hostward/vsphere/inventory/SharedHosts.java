package io.hostward.vsphere.inventory;

import io.hostward.inventory.HostSnapshot;
import io.hostward.inventory.SteadyClock;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import io.hostward.vsphere.session.PropertyReader;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hosts as they were last read: datastores mostly have the same ones. Those that ask at the same
 * time share a read. Safe for use by many threads.
 */
final class SharedHosts {
  private final PropertyReader reader;
  private final SteadyClock clock;
  private final Readings readings;
  private final ReentrantLock reading = new ReentrantLock();
  private Map<Moref, Known> known = Map.of();
  private volatile long forgotten;

  SharedHosts(PropertyReader reader, SteadyClock clock, Readings readings) {
    this.reader = reader;
    this.clock = clock;
    this.readings = readings;
  }

  /**
   * A host.
   *
   * @param at when its reading was begun
   * @param number which reading it was
   */
  record Known(HostSnapshot host, Instant at, long number) {}

  /** These hosts, as they were read at that time or later; what is older is read by one call. */
  Map<Moref, Known> since(Instant time, Collection<Moref> hosts) throws VSphereException {
    try {
      reading.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VSphereException(Kind.INTERRUPTED, "interrupted while waiting for hosts", e);
    }
    try {
      Map<Moref, Known> good = new HashMap<>(known);
      good.values().removeIf(host -> host.number() <= forgotten || host.at().isBefore(time));
      List<Moref> missing = hosts.stream().filter(host -> !good.containsKey(host)).toList();
      if (!missing.isEmpty()) {
        good.putAll(read(missing));
        known = good;
      }
      return good;
    } finally {
      reading.unlock();
    }
  }

  /** What was begun before that number was given serves nobody any more. */
  synchronized void forget(long number) {
    forgotten = Math.max(forgotten, number);
  }

  private Map<Moref, Known> read(List<Moref> hosts) throws VSphereException {
    long number = readings.next();
    Instant at = clock.instant();
    Map<Moref, Properties> read = reader.read(InventorySpecs.hosts(hosts, HostReader.PATHS));
    Map<Moref, Known> result = new HashMap<>();
    for (Moref host : hosts) {
      result.put(host, new Known(HostReader.snapshot(host, read, at), at, number));
    }
    return result;
  }
}
