package io.hostward.vsphere.inventory;

import com.vmware.vim25.DatastoreHostMount;
import io.hostward.inventory.HostId;
import io.hostward.inventory.ListedDatastore;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import io.hostward.vsphere.session.PropertyReader;
import io.hostward.vsphere.session.VimSession;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists all datastores, with their clusters and hosts, by one question. */
public final class DatastoreLister {
  private final VimSession session;
  private final PropertyReader reader;

  public DatastoreLister(VimSession session, PropertyReader reader) {
    this.session = session;
    this.reader = reader;
  }

  public List<ListedDatastore> list() throws VSphereException {
    Moref root = Moref.of(session.content().getRootFolder());
    InventoryTree tree =
        new InventoryTree(
            reader.read(
                InventorySpecs.datastoresBelow(root, "host", "summary", "info.maxFileSize")),
            root);
    return tree.datastores().stream().map(datastore -> listed(datastore, tree)).toList();
  }

  private static ListedDatastore listed(Moref datastore, InventoryTree tree) {
    Properties properties = tree.properties(datastore);
    DatastoreFinder.Place place =
        new DatastoreFinder.Place(
            datastore,
            tree.datacenter(datastore).orElseThrow(),
            tree.datacenterPath(datastore),
            tree.name(datastore));
    return new ListedDatastore(
        DatastoreReader.snapshot(place, properties),
        "/" + tree.path(datastore),
        tree.pod(datastore).map(tree::name),
        hosts(properties));
  }

  private static Set<HostId> hosts(Properties datastore) {
    return datastore.list("host", DatastoreHostMount.class).stream()
        .filter(MountReader::takesFiles)
        .map(mount -> new HostId(mount.getKey().getValue()))
        .collect(Collectors.toSet());
  }
}
