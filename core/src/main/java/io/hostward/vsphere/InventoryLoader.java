package io.hostward.vsphere;

import com.vmware.vim25.DatastoreHostMount;
import com.vmware.vim25.DatastoreSummary;
import com.vmware.vim25.HostMountInfo;
import com.vmware.vim25.ManagedObjectReference;
import io.hostward.model.DatastoreSnapshot;
import io.hostward.model.HostSnapshot;
import io.hostward.model.InventorySnapshot;
import io.hostward.model.Mount;
import io.hostward.model.Mount.AccessMode;
import io.hostward.model.VSphereException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Loads a datastore and the hosts that mount it: one call to find it, one for it, one for all its
 * hosts.
 */
final class InventoryLoader {
  private final PropertyReader reader;
  private final DatastoreFinder finder;
  private final InstantSource clock;

  InventoryLoader(VimSession session, PropertyReader reader, InstantSource clock) {
    this.reader = reader;
    this.finder = new DatastoreFinder(session, reader);
    this.clock = clock;
  }

  DatastoreHandle load(String name, Optional<String> datacenter) throws VSphereException {
    DatastoreFinder.Found found = finder.find(name, datacenter);
    Properties datastore =
        reader
            .read(
                Specs.objects(
                    List.of(found.datastore()),
                    Specs.properties(
                        "Datastore", "host", "summary", "info.maxFileSize", "browser")))
            .getOrDefault(found.datastore(), Properties.NONE);
    InventorySnapshot snapshot =
        new InventorySnapshot(
            snapshot(found, name, datastore),
            mounts(datastore.list("host", DatastoreHostMount.class)),
            clock.instant());
    return new DatastoreHandle(
        snapshot,
        datastore.get("browser", ManagedObjectReference.class).map(Moref::of),
        found.datacenter());
  }

  private static DatastoreSnapshot snapshot(
      DatastoreFinder.Found found, String name, Properties datastore) {
    Optional<DatastoreSummary> summary = datastore.get("summary", DatastoreSummary.class);
    OptionalLong largest =
        datastore.get("info.maxFileSize", Long.class).filter(size -> size > 0).stream()
            .mapToLong(Long::longValue)
            .findFirst();
    return new DatastoreSnapshot(
        found.datastore().value(),
        name,
        found.datacenterPath(),
        summary.map(DatastoreSummary::getType),
        summary.stream().mapToLong(DatastoreSummary::getCapacity).findFirst(),
        summary.stream().mapToLong(DatastoreSummary::getFreeSpace).findFirst(),
        largest,
        summary.map(DatastoreSummary::isAccessible).orElse(true),
        summary.map(DatastoreSummary::getMaintenanceMode).orElse("normal"));
  }

  private List<Mount> mounts(List<DatastoreHostMount> mounts) throws VSphereException {
    if (mounts.isEmpty()) {
      return List.of();
    }
    List<Moref> hosts = mounts.stream().map(mount -> Moref.of(mount.getKey())).toList();
    Map<Moref, Properties> read =
        reader.read(Specs.objects(hosts, Specs.properties("HostSystem", HostReader.PATHS)));
    List<Mount> result = new ArrayList<>(mounts.size());
    for (DatastoreHostMount mount : mounts) {
      Moref host = Moref.of(mount.getKey());
      result.add(
          mount(
              HostReader.snapshot(host, read.getOrDefault(host, Properties.NONE)),
              mount.getMountInfo()));
    }
    return result;
  }

  private static Mount mount(HostSnapshot host, HostMountInfo info) {
    if (info == null) {
      return new Mount(host, AccessMode.UNKNOWN, true, Optional.empty(), Optional.empty());
    }
    return new Mount(
        host,
        accessMode(info.getAccessMode()),
        info.isMounted() == null || info.isMounted(),
        Optional.ofNullable(info.isAccessible()),
        Optional.ofNullable(info.getInaccessibleReason()));
  }

  private static AccessMode accessMode(String mode) {
    if ("readWrite".equals(mode)) {
      return AccessMode.READ_WRITE;
    }
    return "readOnly".equals(mode) ? AccessMode.READ_ONLY : AccessMode.UNKNOWN;
  }
}
