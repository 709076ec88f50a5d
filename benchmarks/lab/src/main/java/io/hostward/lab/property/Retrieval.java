package io.hostward.lab.property;

import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.VimFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One filter specification, checked, ready to be answered as often as one likes.
 *
 * <p>Several property specifications may fit an object, through inheritance; it then gets the
 * properties of all.
 */
final class Retrieval {
  private final PropertyFilterSpec filter;
  private final Map<String, PropertyPath> paths = new LinkedHashMap<>();

  private Retrieval(PropertyFilterSpec filter) {
    this.filter = filter;
  }

  /**
   * Checks a specification.
   *
   * @throws VimFault InvalidProperty that names the first path that its type lacks, InvalidArgument
   *     for a type that no server knows or an empty specification
   */
  static Retrieval of(PropertyFilterSpec filter) {
    if (filter.getPropSet().isEmpty()) {
      throw Faults.invalidArgument("specSet.propSet");
    }
    if (filter.getObjectSet().isEmpty()) {
      throw Faults.invalidArgument("specSet.objectSet");
    }
    var retrieval = new Retrieval(filter);
    filter.getPropSet().forEach(retrieval::check);
    return retrieval;
  }

  private void check(PropertySpec spec) {
    ManagedType type = ManagedTypes.find(spec.getType());
    if (type == null) {
      throw Faults.invalidArgument("specSet.propSet.type");
    }
    for (String text : spec.getPathSet()) {
      PropertyPath path = PropertyPath.parse(text);
      if (path == null || !path.fits(type)) {
        throw Faults.invalidProperty(text);
      }
      paths.put(text, path);
    }
  }

  /**
   * What the filter shows now.
   *
   * @param lenient whether a start that is gone is passed over, as for a filter that outlives it
   */
  List<ObjectView> views(ObjectSource objects, Access access, boolean lenient) {
    List<ObjectView> views = new ArrayList<>();
    for (ManagedObject object : Traversal.select(filter, objects, access, lenient)) {
      List<PropertySpec> specs =
          filter.getPropSet().stream().filter(s -> object.type().isA(s.getType())).toList();
      if (!specs.isEmpty()) {
        views.add(view(object, specs, access));
      }
    }
    return views;
  }

  private ObjectView view(ManagedObject object, List<PropertySpec> specs, Access access) {
    ObjectView view = ObjectView.of(object.ref());
    for (PropertySpec spec : specs) {
      for (String path : wanted(object, spec)) {
        add(view, object, path, access);
      }
    }
    return view;
  }

  private static List<String> wanted(ManagedObject object, PropertySpec spec) {
    if (!Boolean.TRUE.equals(spec.isAll())) {
      return spec.getPathSet();
    }
    return object.type().properties().stream().map(PropertyType::name).toList();
  }

  private void add(ObjectView view, ManagedObject object, String text, Access access) {
    VimFault refusal = access.refusal(object, text);
    if (refusal != null) {
      view.missing().put(text, refusal);
      return;
    }
    PropertyPath path = paths.get(text);
    Object value =
        PathReader.read(
            object,
            path != null ? path : new PropertyPath(List.of(new PropertyPath.Step(text, null))));
    if (value != null) {
      view.values().put(text, value);
    }
  }
}
