package io.hostward.lab.property;

import com.vmware.vim25.ObjectUpdate;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertyFilterUpdate;
import io.hostward.lab.vim.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A filter that a client made, with what the client was told last. Guarded by the lock of the
 * collector that owns it.
 */
final class PropertyFilter implements ManagedObject {
  private final Ref ref;
  private final PropertyFilterSpec spec;
  private final boolean partial;
  private final Retrieval retrieval;
  private final Map<Ref, ObjectView> told = new LinkedHashMap<>();

  PropertyFilter(Ref ref, PropertyFilterSpec spec, boolean partial) {
    this.ref = ref;
    this.spec = spec;
    this.partial = partial;
    this.retrieval = Retrieval.of(spec);
  }

  @Override
  public Ref ref() {
    return ref;
  }

  @Override
  public ManagedType type() {
    return ManagedTypes.get("PropertyFilter");
  }

  @Override
  public @Nullable Object read(String property) {
    return switch (property) {
      case "spec" -> spec;
      case "partialUpdates" -> partial;
      default -> null;
    };
  }

  /** Forgets what the client was told, so that everything is new to it. */
  void reset() {
    told.clear();
  }

  /**
   * What is new to the client.
   *
   * @param most the number of object updates after which to stop; the rest comes next time
   * @return null if nothing is new
   */
  @Nullable PropertyFilterUpdate news(ObjectSource objects, Access access, int most) {
    List<ObjectView> views = retrieval.views(objects, access, true);
    List<ObjectUpdate> updates = new ArrayList<>();
    for (ObjectView view : views) {
      if (updates.size() < most) {
        compare(view, updates);
      }
    }
    Set<Ref> present = views.stream().map(ObjectView::ref).collect(Collectors.toSet());
    for (ObjectView old : List.copyOf(told.values())) {
      if (updates.size() < most && !present.contains(old.ref())) {
        told.remove(old.ref());
        updates.add(Changes.left(old));
      }
    }
    return updates.isEmpty() ? null : update(updates);
  }

  private void compare(ObjectView view, List<ObjectUpdate> updates) {
    ObjectView before = told.put(view.ref(), view);
    ObjectUpdate update =
        before == null ? Changes.entered(view) : Changes.between(before, view, partial);
    if (update != null) {
      updates.add(update);
    }
  }

  private PropertyFilterUpdate update(List<ObjectUpdate> updates) {
    var update = new PropertyFilterUpdate();
    update.setFilter(ref.toVim());
    update.getObjectSet().addAll(updates);
    return update;
  }
}
