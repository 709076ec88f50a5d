package io.hostward.lab.property;

import com.vmware.vim25.ObjectUpdate;
import com.vmware.vim25.ObjectUpdateKind;
import com.vmware.vim25.PropertyChange;
import com.vmware.vim25.PropertyChangeOp;
import io.hostward.lab.vim.AnyValues;
import io.hostward.lab.vim.Beans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what changed between two views of an object. */
final class Changes {
  private Changes() {}

  /** The update by which a client learns of an object that it did not know. */
  static ObjectUpdate entered(ObjectView now) {
    ObjectUpdate update = update(ObjectUpdateKind.ENTER, now);
    now.values().forEach((path, value) -> update.getChangeSet().add(assign(path, value)));
    return update;
  }

  /** The update by which a client learns that an object is gone from the filter. */
  static ObjectUpdate left(ObjectView before) {
    var update = new ObjectUpdate();
    update.setKind(ObjectUpdateKind.LEAVE);
    update.setObj(before.ref().toVim());
    return update;
  }

  /**
   * The update from one view to the next; null if they are the same.
   *
   * @param partial whether a change inside of a property is told alone, not with all around it
   */
  static @Nullable ObjectUpdate between(ObjectView before, ObjectView now, boolean partial) {
    List<PropertyChange> changes = new ArrayList<>();
    for (Map.Entry<String, Object> value : now.values().entrySet()) {
      Object old = before.values().get(value.getKey());
      difference(value.getKey(), old, value.getValue(), partial, changes);
    }
    for (String path : before.values().keySet()) {
      if (!now.values().containsKey(path)) {
        changes.add(assign(path, null));
      }
    }
    boolean sameGaps = before.missing().keySet().equals(now.missing().keySet());
    if (changes.isEmpty() && sameGaps) {
      return null;
    }
    ObjectUpdate update = update(ObjectUpdateKind.MODIFY, now);
    update.getChangeSet().addAll(changes);
    return update;
  }

  private static ObjectUpdate update(ObjectUpdateKind kind, ObjectView view) {
    var update = new ObjectUpdate();
    update.setKind(kind);
    update.setObj(view.ref().toVim());
    view.missing()
        .forEach((path, fault) -> update.getMissingSet().add(ObjectView.missing(path, fault)));
    return update;
  }

  private static void difference(
      String path,
      @Nullable Object old,
      @Nullable Object now,
      boolean partial,
      List<PropertyChange> into) {
    if (Beans.same(old, now)) {
      return;
    }
    if (partial && old != null && now != null && bothStructures(old, now)) {
      for (Beans.Member member : Beans.members(now.getClass()).values()) {
        Object oldField = wire(member, old);
        difference(path + "." + member.name(), oldField, wire(member, now), true, into);
      }
      return;
    }
    into.add(assign(path, now));
  }

  /** References and arrays change as a whole. */
  private static boolean bothStructures(Object old, Object now) {
    Class<?> type = now.getClass();
    return type == old.getClass()
        && Beans.isBean(type)
        && !type.getSimpleName().startsWith("ArrayOf")
        && !type.getSimpleName().equals("ManagedObjectReference");
  }

  private static @Nullable Object wire(Beans.Member member, Object bean) {
    Object value = member.read(bean);
    boolean unset = value instanceof List<?> list && list.isEmpty();
    return unset ? null : AnyValues.of(value, member.type());
  }

  private static PropertyChange assign(String path, @Nullable Object value) {
    var change = new PropertyChange();
    change.setName(path);
    change.setOp(PropertyChangeOp.ASSIGN);
    change.setVal(value);
    return change;
  }
}
