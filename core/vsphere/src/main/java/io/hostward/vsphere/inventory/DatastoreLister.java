package io.hostward.vsphere.inventory;

import com.vmware.vim25.DatastoreHostMount;
import io.hostward.inventory.HostId;
import io.hostward.inventory.ListedDatastore;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import io.hostward.vsphere.session.PropertyReader;
import io.hostward.vsphere.session.VimSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lists all datastores, with their clusters and hosts, by one question. Its answer comes in pages,
 * of which the mounts are not kept: there are as many as datastores times hosts.
 */
public final class DatastoreLister {
  /** Of a page: with a thousand hosts a datastore takes some 300 KB. */
  private static final int MOST_IN_A_PAGE = 50;

  private static final String HOSTS = "host";

  private final VimSession session;
  private final PropertyReader reader;

  /** What is kept of a datastore's mounts. */
  private record HostsOf(Set<HostId> ids) {}

  public DatastoreLister(VimSession session, PropertyReader reader) {
    this.session = session;
    this.reader = reader;
  }

  public List<ListedDatastore> list() throws VSphereException {
    Moref root = Moref.of(session.content().getRootFolder());
    Map<String, HostId> hosts = new HashMap<>();
    InventoryTree tree =
        new InventoryTree(
            reader.read(
                InventorySpecs.datastoresBelow(root, HOSTS, "summary", "info.maxFileSize"),
                MOST_IN_A_PAGE,
                object -> object.with(HOSTS, takingFiles(object, hosts))),
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
        properties.get(HOSTS, HostsOf.class).map(HostsOf::ids).orElse(Set.of()));
  }

  private static HostsOf takingFiles(Properties datastore, Map<String, HostId> hosts) {
    return new HostsOf(
        datastore.list(HOSTS, DatastoreHostMount.class).stream()
            .filter(MountReader::takesFiles)
            .map(mount -> hosts.computeIfAbsent(mount.getKey().getValue(), HostId::new))
            .collect(Collectors.toUnmodifiableSet()));
  }
}
