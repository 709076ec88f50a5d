package io.hostward.lab.property;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.SelectionSpec;
import com.vmware.vim25.TraversalSpec;
import io.hostward.lab.vim.AnyValues;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.Ref;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks from the objects that a filter names along its traversal specifications. Ends on every
 * graph: a pair of object and specification is walked once.
 */
final class Traversal {
  private final ObjectSource objects;
  private final Access access;
  private final Map<String, TraversalSpec> named = new HashMap<>();
  private final IdentityHashMap<TraversalSpec, Set<Ref>> walked = new IdentityHashMap<>();
  private final Map<Ref, ManagedObject> selected = new LinkedHashMap<>();
  private final Deque<Arrival> pending = new ArrayDeque<>();

  /** An object that was reached, and what to follow from there. */
  private record Arrival(ManagedObject object, List<SelectionSpec> next) {}

  private Traversal(ObjectSource objects, Access access) {
    this.objects = objects;
    this.access = access;
  }

  /**
   * The objects that {@code filter} selects, in the order in which they are reached.
   *
   * @param lenient whether a start that is gone is passed over instead of ManagedObjectNotFound
   */
  static Collection<ManagedObject> select(
      PropertyFilterSpec filter, ObjectSource objects, Access access, boolean lenient) {
    var traversal = new Traversal(objects, access);
    filter.getObjectSet().forEach(start -> traversal.learnNames(start.getSelectSet()));
    for (ObjectSpec start : filter.getObjectSet()) {
      traversal.walk(
          start, lenient || Boolean.TRUE.equals(filter.isReportMissingObjectsInResults()));
    }
    return traversal.selected.values();
  }

  private void learnNames(List<SelectionSpec> specs) {
    for (SelectionSpec spec : specs) {
      if (spec instanceof TraversalSpec traversal) {
        if (traversal.getName() != null) {
          named.put(traversal.getName(), traversal);
        }
        learnNames(traversal.getSelectSet());
      }
    }
  }

  private void walk(ObjectSpec start, boolean missingIsNoFault) {
    Ref ref = Ref.of(start.getObj());
    ManagedObject object = objects.find(ref);
    if (object == null) {
      if (missingIsNoFault) {
        return;
      }
      throw Faults.managedObjectNotFound(ref);
    }
    arrive(object, Boolean.TRUE.equals(start.isSkip()), start.getSelectSet());
    while (!pending.isEmpty()) {
      Arrival arrival = pending.pop();
      arrival.next().forEach(spec -> follow(arrival.object(), resolve(spec)));
    }
  }

  private void arrive(ManagedObject object, boolean skip, List<SelectionSpec> next) {
    if (!skip) {
      selected.putIfAbsent(object.ref(), object);
    }
    if (!next.isEmpty()) {
      pending.addLast(new Arrival(object, next));
    }
  }

  private TraversalSpec resolve(SelectionSpec spec) {
    if (spec instanceof TraversalSpec traversal) {
      return traversal;
    }
    TraversalSpec traversal = spec.getName() == null ? null : named.get(spec.getName());
    if (traversal == null) {
      throw Faults.invalidArgument("specSet.objectSet.selectSet.name");
    }
    return traversal;
  }

  private void follow(ManagedObject object, TraversalSpec spec) {
    if (!object.type().isA(spec.getType()) || !firstTime(object, spec)) {
      return;
    }
    PropertyPath path = PropertyPath.parse(spec.getPath());
    if (path == null || !path.fits(object.type())) {
      throw Faults.invalidProperty(spec.getPath());
    }
    if (access.refusal(object, spec.getPath()) != null) {
      return;
    }
    for (Object value : AnyValues.elements(PathReader.read(object, path))) {
      if (!(value instanceof ManagedObjectReference reference)) {
        throw Faults.invalidProperty(spec.getPath());
      }
      ManagedObject target = objects.find(Ref.of(reference));
      if (target != null) {
        arrive(target, Boolean.TRUE.equals(spec.isSkip()), spec.getSelectSet());
      }
    }
  }

  private boolean firstTime(ManagedObject object, TraversalSpec spec) {
    return walked.computeIfAbsent(spec, any -> new HashSet<>()).add(object.ref());
  }
}
