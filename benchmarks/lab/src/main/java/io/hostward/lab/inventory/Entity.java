package io.hostward.lab.inventory;

import com.vmware.vim25.ManagedEntityStatus;
import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.property.ManagedType;
import io.hostward.lab.property.ManagedTypes;
import io.hostward.lab.vim.Ref;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A managed object whose properties are computed when they are read, so that they follow the lab's
 * state. Built once, then only read.
 */
public final class Entity implements ManagedObject {
  private final Ref ref;
  private final ManagedType type;
  private final String modelId;
  private final String name;
  private final Map<String, Supplier<? extends @Nullable Object>> properties = new HashMap<>();
  private final List<Entity> children = new ArrayList<>();
  private @Nullable Entity parent;

  /**
   * @param type name of its managed type
   * @param id its managed object id on this server
   * @param modelId its id in the lab's model, by which privileges are withheld
   * @param name its name as the inventory holds it, escaped; empty for what is no managed entity
   */
  Entity(String type, String id, String modelId, String name) {
    this.ref = new Ref(type, id);
    this.type = ManagedTypes.get(type);
    this.modelId = modelId;
    this.name = name;
    if (this.type.isA("ManagedEntity")) {
      put("name", () -> name);
      put("parent", () -> parent == null ? null : parent.ref().toVim());
      put("overallStatus", () -> ManagedEntityStatus.GREEN);
      put("configStatus", () -> ManagedEntityStatus.GREEN);
      put("alarmActionsEnabled", () -> true);
      put("recentTask", List::of);
    }
  }

  /** Gives a property its source. */
  Entity put(String property, Supplier<? extends @Nullable Object> value) {
    if (type.property(property) == null) {
      throw new IllegalArgumentException(type + " has no property " + property);
    }
    properties.put(property, value);
    return this;
  }

  /** Puts an entity below this one, and this one's reference into its {@code parent}. */
  Entity add(Entity child) {
    children.add(child);
    child.parent = this;
    return child;
  }

  @Override
  public Ref ref() {
    return ref;
  }

  @Override
  public ManagedType type() {
    return type;
  }

  @Override
  public @Nullable Object read(String property) {
    Supplier<? extends @Nullable Object> source = properties.get(property);
    return source == null ? null : source.get();
  }

  /** Its id in the lab's model. */
  public String modelId() {
    return modelId;
  }

  /** Its name, escaped. */
  public String name() {
    return name;
  }

  /** What contains it; null for the root folder and for what is no managed entity. */
  public @Nullable Entity parent() {
    return parent;
  }

  /** What it contains, in order. */
  public List<Entity> children() {
    return List.copyOf(children);
  }

  /** The nearest of this entity and those that contain it that is of a type; null if none is. */
  public @Nullable Entity ancestor(String typeName) {
    for (Entity at = this; at != null; at = at.parent) {
      if (at.type.isA(typeName)) {
        return at;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return ref.toString();
  }
}
