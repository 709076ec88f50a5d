package io.hostward.vsphere;

import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import com.vmware.vim25.SelectionSpec;
import com.vmware.vim25.TraversalSpec;
import java.util.Collection;
import java.util.List;

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

  /** The root folder, all folders and datacenters below it, and the datacenters' datastores. */
  static PropertyFilterSpec datastoresBelow(Moref rootFolder) {
    ObjectSpec root = new ObjectSpec();
    root.setObj(rootFolder.toVim());
    root.getSelectSet()
        .add(traversal("children", "Folder", "childEntity", "children", "datastores"));
    root.getSelectSet().add(traversal("datastores", "Datacenter", "datastore"));
    PropertyFilterSpec filter = new PropertyFilterSpec();
    filter.getObjectSet().add(root);
    filter
        .getPropSet()
        .addAll(
            List.of(
                properties("Folder", "name", "parent"),
                properties("Datacenter", "name", "parent", "datastore"),
                properties("Datastore", "name")));
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
