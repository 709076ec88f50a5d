package io.hostward.bulk.vsphere;

import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Datastores;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.HostId;
import io.hostward.inventory.ListedDatastore;
import io.hostward.spi.VSphere;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The datastores of a vSphere, by one read of the inventory. One goes by its name; by its inventory
 * path where the name is another's too; by its id if neither can be written. Those that are in
 * maintenance are among them: what is sent there fails, and says why. Safe for use by many threads.
 */
public final class VSphereDatastores implements Datastores {
  private final VSphere vsphere;
  private final Optional<String> datacenter;

  /**
   * Datastores of a vSphere.
   *
   * @param vsphere stays its owner's
   * @param datacenter the only datacenter whose datastores are listed, by name or inventory path
   */
  public VSphereDatastores(VSphere vsphere, Optional<String> datacenter) {
    this.vsphere = vsphere;
    this.datacenter = datacenter;
  }

  @Override
  public List<DatastoreInfo> list() throws IOException {
    List<ListedDatastore> all = vsphere.datastores();
    Map<String, Integer> names = new HashMap<>();
    all.forEach(listed -> names.merge(listed.datastore().name(), 1, Integer::sum));
    return all.stream()
        .filter(this::isAskedFor)
        .map(listed -> info(listed, names.getOrDefault(listed.datastore().name(), 0) == 1))
        .toList();
  }

  private boolean isAskedFor(ListedDatastore listed) {
    if (datacenter.isEmpty()) {
      return true;
    }
    String wanted = datacenter.get();
    String path = listed.datastore().datacenterPath();
    return wanted.startsWith("/")
        ? wanted.substring(1).equals(path)
        : wanted.equals(path) || path.endsWith("/" + wanted);
  }

  private static DatastoreInfo info(ListedDatastore listed, boolean unique) {
    return new DatastoreInfo(
        name(listed, unique),
        listed.cluster(),
        listed.hosts().stream().map(HostId::value).collect(Collectors.toSet()));
  }

  private static String name(ListedDatastore listed, boolean unique) {
    String name = unique ? listed.datastore().name() : listed.inventoryPath();
    try {
      return new DatastorePath(name, "file").datastore();
    } catch (IllegalArgumentException e) {
      return listed.datastore().id();
    }
  }
}
