package io.hostward.vsphere.session;

import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import java.util.Collection;
import java.util.List;

/** Questions to the property collector about objects and nothing around them. */
public final class Specs {
  private Specs() {}

  /** These objects and nothing around them. */
  public static PropertyFilterSpec objects(Collection<Moref> objects, PropertySpec properties) {
    PropertyFilterSpec filter = new PropertyFilterSpec();
    filter.getPropSet().add(properties);
    for (Moref object : objects) {
      ObjectSpec spec = new ObjectSpec();
      spec.setObj(object.toVim());
      filter.getObjectSet().add(spec);
    }
    return filter;
  }

  public static PropertySpec properties(String type, String... paths) {
    PropertySpec spec = new PropertySpec();
    spec.setType(type);
    spec.setAll(false);
    spec.getPathSet().addAll(List.of(paths));
    return spec;
  }
}
