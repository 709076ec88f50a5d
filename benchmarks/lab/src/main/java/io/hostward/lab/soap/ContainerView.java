package io.hostward.lab.soap;

import com.vmware.vim25.ManagedObjectReference;
import io.hostward.lab.inventory.Entity;
import io.hostward.lab.inventory.Inventory;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.property.ManagedType;
import io.hostward.lab.property.ManagedTypes;
import io.hostward.lab.vim.Ref;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view of what a container holds.
 *
 * @param container the entity looked into, itself not in the view
 * @param types wanted types, subtypes included; empty for all
 * @param recursive whether to look deeper than the direct children
 */
record ContainerView(Ref ref, Entity container, List<String> types, boolean recursive)
    implements ManagedObject {

  @Override
  public ManagedType type() {
    return ManagedTypes.get("ContainerView");
  }

  @Override
  public @Nullable Object read(String property) {
    return switch (property) {
      case "view" -> view();
      case "container" -> container.ref().toVim();
      case "type" -> types;
      case "recursive" -> recursive;
      default -> null;
    };
  }

  private List<ManagedObjectReference> view() {
    List<Entity> inside = recursive ? Inventory.below(container) : container.children();
    return inside.stream().filter(this::wanted).map(e -> e.ref().toVim()).toList();
  }

  private boolean wanted(Entity entity) {
    return types.isEmpty() || types.stream().anyMatch(entity.type()::isA);
  }
}
