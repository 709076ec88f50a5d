package io.hostward.vsphere.inventory;

import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.SelectionSpec;
import com.vmware.vim25.TraversalSpec;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Specs;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The questions to the property collector by which the inventory is read. */
final class InventorySpecs {
  private InventorySpecs() {}

  /** These hosts, and the names of the clusters that they belong to. */
  static PropertyFilterSpec hosts(Collection<Moref> hosts, String... paths) {
    PropertyFilterSpec filter = Specs.objects(hosts, Specs.properties("HostSystem", paths));
    filter.getPropSet().add(Specs.properties("ClusterComputeResource", "name"));
    for (ObjectSpec host : filter.getObjectSet()) {
      host.getSelectSet().add(traversal("cluster", "HostSystem", "parent"));
    }
    return filter;
  }

  /** These datastores, and the server's performance counters if its manager is given. */
  static PropertyFilterSpec datastores(
      Collection<Moref> datastores, Optional<Moref> counters, String... paths) {
    PropertyFilterSpec filter = Specs.objects(datastores, Specs.properties("Datastore", paths));
    if (counters.isPresent()) {
      ObjectSpec manager = new ObjectSpec();
      manager.setObj(counters.get().toVim());
      filter.getObjectSet().add(manager);
      filter.getPropSet().add(Specs.properties("PerformanceManager", "perfCounter"));
    }
    return filter;
  }

  /**
   * The root folder, all folders and datacenters below it, the datacenters' datastores, and the
   * folders and datastore clusters that these are in.
   *
   * @param ofDatastores what is to be told of datastores beside their names
   */
  static PropertyFilterSpec datastoresBelow(Moref rootFolder, String... ofDatastores) {
    ObjectSpec root = new ObjectSpec();
    root.setObj(rootFolder.toVim());
    root.getSelectSet()
        .addAll(
            List.of(
                traversal("children", "Folder", "childEntity", "children", "all", "folders"),
                // All at once, and again by folder: a user may see the one and not the other.
                traversal("all", "Datacenter", "datastore"),
                traversal("folders", "Datacenter", "datastoreFolder", "children")));
    PropertyFilterSpec filter = new PropertyFilterSpec();
    filter.getObjectSet().add(root);
    filter
        .getPropSet()
        .addAll(
            List.of(
                Specs.properties("Folder", "name", "parent"),
                Specs.properties("Datacenter", "name", "parent", "datastore"),
                Specs.properties("Datastore", paths("name", "parent", ofDatastores))));
    return filter;
  }

  private static String[] paths(String one, String other, String... more) {
    return Stream.concat(Stream.of(one, other), Stream.of(more)).toArray(String[]::new);
  }

  private static TraversalSpec traversal(String name, String type, String path, String... then) {
    TraversalSpec spec = new TraversalSpec();
    spec.setName(name);
    spec.setType(type);
    spec.setPath(path);
    spec.setSkip(false);
    for (String next : then) {
      SelectionSpec selection = new SelectionSpec();
      selection.setName(next);
      spec.getSelectSet().add(selection);
    }
    return spec;
  }
}
