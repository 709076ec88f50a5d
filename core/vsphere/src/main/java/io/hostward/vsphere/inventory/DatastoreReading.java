package io.hostward.vsphere.inventory;

import com.vmware.vim25.DatastoreHostMount;
import com.vmware.vim25.DatastoreSummary;
import com.vmware.vim25.HostMountInfo;
import com.vmware.vim25.ManagedObjectReference;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.inventory.Mount.AccessMode;
import io.hostward.vsphere.load.LoadCounters;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One reading of datastores, to be joined with one of the names and with those of hosts.
 *
 * @param at when it was begun
 * @param number which reading it was
 */
record DatastoreReading(Map<Moref, Properties> datastores, Instant at, long number) {

  /** All hosts that mount one of these. */
  Set<Moref> hosts(Collection<DatastoreFinder.Place> places) {
    Set<Moref> hosts = new LinkedHashSet<>();
    for (DatastoreFinder.Place place : places) {
      mounts(place).forEach(mount -> hosts.add(Moref.of(mount.getKey())));
    }
    return hosts;
  }

  /**
   * A datastore with its hosts, which is as old as the oldest of what it is put together from.
   *
   * @param hosts those that mount it, perhaps among others
   * @param end a number that was given when all of it had been read
   */
  FoundDatastore found(
      DatastoreFinder.Place place,
      SharedTree.Read tree,
      Map<Moref, SharedHosts.Known> hosts,
      long end,
      LoadCounters counters) {
    Properties datastore = properties(place);
    List<Mount> mounts = new ArrayList<>();
    Instant oldest = tree.at().isBefore(at) ? tree.at() : at;
    long first = Math.min(tree.number(), number);
    for (DatastoreHostMount mount : mounts(place)) {
      SharedHosts.Known host = Objects.requireNonNull(hosts.get(Moref.of(mount.getKey())));
      mounts.add(mount(mount, host));
      oldest = host.at().isBefore(oldest) ? host.at() : oldest;
      first = Math.min(first, host.number());
    }
    return new FoundDatastore(
        new Readings.Span(first, end),
        new InventorySnapshot(DatastoreReader.snapshot(place, datastore), mounts, oldest),
        datastore.get("browser", ManagedObjectReference.class).map(Moref::of),
        place.datacenter(),
        datastore.get("summary", DatastoreSummary.class).flatMap(DatastoreReader::uuid),
        counters);
  }

  private static Mount mount(DatastoreHostMount mount, SharedHosts.Known host) {
    HostMountInfo info = mount.getMountInfo();
    if (info == null) {
      return new Mount(host.host(), AccessMode.UNKNOWN, true, Optional.empty(), Optional.empty());
    }
    return new Mount(
        host.host(),
        MountReader.accessMode(info),
        info.isMounted() == null || info.isMounted(),
        Optional.ofNullable(info.isAccessible()),
        Optional.ofNullable(info.getInaccessibleReason()));
  }

  private List<DatastoreHostMount> mounts(DatastoreFinder.Place place) {
    return properties(place).list("host", DatastoreHostMount.class);
  }

  private Properties properties(DatastoreFinder.Place place) {
    return datastores.getOrDefault(place.datastore(), Properties.NONE);
  }
}
