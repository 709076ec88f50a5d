package io.hostward.lab.inventory;

import io.hostward.lab.property.ManagedObject;
import io.hostward.lab.property.ObjectSource;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.state.HostState;
import io.hostward.lab.state.LabState;
import io.hostward.lab.vim.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All managed objects of one server that are there from the start. The tree never changes; the
 * values of its properties do. Thread-safe.
 */
public final class Inventory implements ObjectSource {
  private final LabState state;
  private final ServerProfile profile;
  private final Entity root;
  private final Map<String, Entity> byId = new LinkedHashMap<>();

  Inventory(LabState state, ServerProfile profile, Entity root, List<Entity> loose) {
    this.state = state;
    this.profile = profile;
    this.root = root;
    register(root);
    loose.forEach(this::register);
  }

  /** The tree of a vCenter. */
  public static Inventory ofVcenter(LabState state, CpuUse cpu) {
    return new VcenterTree(state, cpu).build();
  }

  /** The tree of one host, as it shows itself when asked directly. */
  public static Inventory ofHost(LabState state, HostState host, CpuUse cpu) {
    return new HostTree(state, host, cpu).build();
  }

  private void register(Entity entity) {
    if (byId.put(entity.ref().value(), entity) != null) {
      throw new IllegalArgumentException("two objects have the id " + entity.ref().value());
    }
    entity.children().forEach(this::register);
  }

  /** The entity with a reference's value, whatever type the reference claims, as on a real one. */
  @Override
  public @Nullable Entity find(Ref ref) {
    return byId.get(ref.value());
  }

  /** What the server says of itself. */
  public ServerProfile profile() {
    return profile;
  }

  public Entity root() {
    return root;
  }

  /** All entities of a type, in the tree's order. */
  public List<Entity> all(String typeName) {
    return byId.values().stream().filter(e -> e.type().isA(typeName)).toList();
  }

  /** What runs behind a HostSystem. */
  public Optional<HostState> host(ManagedObject entity) {
    return entity instanceof Entity e && e.type().isA("HostSystem")
        ? state.host(e.modelId())
        : Optional.empty();
  }

  /** What lies behind a Datastore. */
  public Optional<DatastoreState> datastore(ManagedObject entity) {
    return entity instanceof Entity e && e.type().isA("Datastore")
        ? state.datastore(e.modelId())
        : Optional.empty();
  }

  /** The Datastore entity of a datastore, if this server shows it. */
  public Optional<Entity> entityOf(DatastoreState datastore) {
    return all("Datastore").stream().filter(e -> e.modelId().equals(datastore.moid())).findFirst();
  }

  /**
   * The entity at an inventory path: escaped names from below the root folder, separated by {@code
   * /}; empty parts are passed over.
   */
  public Optional<Entity> byPath(String path) {
    Entity at = root;
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        Optional<Entity> child = child(at, part);
        if (child.isEmpty()) {
          return child;
        }
        at = child.get();
      }
    }
    return Optional.of(at);
  }

  /** The direct child with an escaped name. */
  public static Optional<Entity> child(Entity parent, String name) {
    return parent.children().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** All that an entity contains, itself excluded, in the tree's order. */
  public static List<Entity> below(Entity container) {
    List<Entity> found = new ArrayList<>();
    for (Entity child : container.children()) {
      found.add(child);
      found.addAll(below(child));
    }
    return found;
  }
}
