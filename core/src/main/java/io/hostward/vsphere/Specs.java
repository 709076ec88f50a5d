package io.hostward.vsphere;

import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import com.vmware.vim25.SelectionSpec;
import com.vmware.vim25.TraversalSpec;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The property collector's questions that this adapter asks. */
final class Specs {
  private Specs() {}

  /** These objects and nothing around them. */
  static PropertyFilterSpec objects(Collection<Moref> objects, PropertySpec properties) {
    PropertyFilterSpec filter = new PropertyFilterSpec();
    filter.getPropSet().add(properties);
    for (Moref object : objects) {
      ObjectSpec spec = new ObjectSpec();
      spec.setObj(object.toVim());
      filter.getObjectSet().add(spec);
    }
    return filter;
  }

  /** These hosts, and the names of the clusters that they belong to. */
  static PropertyFilterSpec hosts(Collection<Moref> hosts, String... paths) {
    PropertyFilterSpec filter = objects(hosts, properties("HostSystem", paths));
    filter.getPropSet().add(properties("ClusterComputeResource", "name"));
    for (ObjectSpec host : filter.getObjectSet()) {
      host.getSelectSet().add(traversal("cluster", "HostSystem", "parent"));
    }
    return filter;
  }

  /** These datastores, and the server's performance counters if its manager is given. */
  static PropertyFilterSpec datastores(
      Collection<Moref> datastores, Optional<Moref> counters, String... paths) {
    PropertyFilterSpec filter = objects(datastores, properties("Datastore", paths));
    if (counters.isPresent()) {
      ObjectSpec manager = new ObjectSpec();
      manager.setObj(counters.get().toVim());
      filter.getObjectSet().add(manager);
      filter.getPropSet().add(properties("PerformanceManager", "perfCounter"));
    }
    return filter;
  }

  /**
   * The root folder, all folders and datacenters below it, the datacenters' datastores, and the
   * folders and datastore clusters that these are in.
   */
  static PropertyFilterSpec datastoresBelow(Moref rootFolder) {
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
                properties("Folder", "name", "parent"),
                properties("Datacenter", "name", "parent", "datastore"),
                properties("Datastore", "name", "parent")));
    return filter;
  }

  static PropertySpec properties(String type, String... paths) {
    PropertySpec spec = new PropertySpec();
    spec.setType(type);
    spec.setAll(false);
    spec.getPathSet().addAll(List.of(paths));
    return spec;
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
