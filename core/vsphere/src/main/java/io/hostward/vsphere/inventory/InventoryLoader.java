package io.hostward.vsphere.inventory;

import com.vmware.vim25.DatastoreHostMount;
import com.vmware.vim25.DatastoreSummary;
import com.vmware.vim25.HostMountInfo;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.PerfCounterInfo;
import io.hostward.inventory.InventorySnapshot;
import io.hostward.inventory.Mount;
import io.hostward.inventory.Mount.AccessMode;
import io.hostward.inventory.SteadyClock;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.load.LoadCounters;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import io.hostward.vsphere.session.PropertyReader;
import io.hostward.vsphere.session.VimSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Loads a datastore and the hosts that mount it: one call to find it, one for it, one for all its
 * hosts, however many. The names of the server's counters come with the second call, once in a
 * session.
 */
public final class InventoryLoader {
  private final VimSession session;
  private final PropertyReader reader;
  private final DatastoreFinder finder;
  private final SteadyClock clock;
  private final boolean withCounters;
  private final AtomicLong readings = new AtomicLong();

  private volatile KnownCounters counters = new KnownCounters(-1, LoadCounters.NONE);

  /** Counters of one session: the next may be with a server that was set up anew. */
  private record KnownCounters(long session, LoadCounters counters) {}

  public InventoryLoader(
      VimSession session, PropertyReader reader, SteadyClock clock, boolean withCounters) {
    this.session = session;
    this.reader = reader;
    this.finder = new DatastoreFinder(session, reader);
    this.clock = clock;
    this.withCounters = withCounters;
  }

  public FoundDatastore load(String name, Optional<String> datacenter) throws VSphereException {
    long reading = readings.incrementAndGet();
    DatastoreFinder.Target target = finder.find(name, datacenter);
    List<Moref> ids = target.members().stream().map(DatastoreFinder.Place::datastore).toList();
    Map<Moref, Properties> read =
        ids.isEmpty()
            ? Map.of()
            : reader.read(InventorySpecs.datastores(ids, counterManager(), DatastoreReader.PATHS));
    noteCounters(read);
    DatastoreFinder.Place place = PodMember.choose(target, read, session.describe());
    Properties datastore = read.getOrDefault(place.datastore(), Properties.NONE);
    Instant now = clock.instant();
    InventorySnapshot snapshot =
        new InventorySnapshot(
            DatastoreReader.snapshot(place, datastore),
            mounts(datastore.list("host", DatastoreHostMount.class), now),
            now);
    return new FoundDatastore(
        reading,
        snapshot,
        datastore.get("browser", ManagedObjectReference.class).map(Moref::of),
        place.datacenter(),
        datastore.get("summary", DatastoreSummary.class).flatMap(DatastoreReader::uuid),
        counters.counters());
  }

  private Optional<Moref> counterManager() {
    boolean known = !withCounters || counters.session() == session.number();
    return known || session.content().getPerfManager() == null
        ? Optional.empty()
        : Optional.of(Moref.of(session.content().getPerfManager()));
  }

  private void noteCounters(Map<Moref, Properties> read) {
    for (Map.Entry<Moref, Properties> object : read.entrySet()) {
      if (object.getKey().type().equals("PerformanceManager")) {
        List<PerfCounterInfo> told = object.getValue().list("perfCounter", PerfCounterInfo.class);
        counters = new KnownCounters(session.number(), LoadCounters.of(told));
      }
    }
  }

  private List<Mount> mounts(List<DatastoreHostMount> mounts, Instant now) throws VSphereException {
    if (mounts.isEmpty()) {
      return List.of();
    }
    List<Moref> hosts = mounts.stream().map(mount -> Moref.of(mount.getKey())).toList();
    Map<Moref, Properties> read = reader.read(InventorySpecs.hosts(hosts, HostReader.PATHS));
    List<Mount> result = new ArrayList<>(mounts.size());
    for (DatastoreHostMount mount : mounts) {
      result.add(mount(mount, read, now));
    }
    return result;
  }

  private static Mount mount(DatastoreHostMount mount, Map<Moref, Properties> read, Instant now) {
    var host = HostReader.snapshot(Moref.of(mount.getKey()), read, now);
    HostMountInfo info = mount.getMountInfo();
    if (info == null) {
      return new Mount(host, AccessMode.UNKNOWN, true, Optional.empty(), Optional.empty());
    }
    return new Mount(
        host,
        MountReader.accessMode(info),
        info.isMounted() == null || info.isMounted(),
        Optional.ofNullable(info.isAccessible()),
        Optional.ofNullable(info.getInaccessibleReason()));
  }
}
