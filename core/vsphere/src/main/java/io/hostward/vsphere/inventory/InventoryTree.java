package io.hostward.vsphere.inventory;

import com.vmware.vim25.ManagedObjectReference;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.Properties;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Names and places of all datastores and datastore clusters that a user may see. */
final class InventoryTree {
  static final String POD = "StoragePod";

  private final Map<Moref, Properties> objects;
  private final Moref root;
  private final Map<Moref, Moref> datacenters = new LinkedHashMap<>();
  private final List<Moref> pods;
  private final Map<String, List<Moref>> byName = new HashMap<>();
  private final Map<String, List<Moref>> byId = new HashMap<>();

  /** Reads what {@link InventorySpecs#datastoresBelow} asked for. */
  InventoryTree(Map<Moref, Properties> objects, Moref root) {
    this.objects = objects;
    this.root = root;
    objects.forEach(
        (object, properties) -> {
          if (object.type().equals("Datacenter")) {
            properties
                .list("datastore", ManagedObjectReference.class)
                .forEach(datastore -> datacenters.put(Moref.of(datastore), object));
          }
        });
    this.pods =
        objects.keySet().stream()
            .filter(object -> object.type().equals(POD) && datacenter(object).isPresent())
            .toList();
    Stream.concat(datacenters.keySet().stream(), pods.stream())
        .forEach(
            object -> {
              byName.computeIfAbsent(name(object), key -> new ArrayList<>(1)).add(object);
              byId.computeIfAbsent(object.value(), key -> new ArrayList<>(1)).add(object);
            });
  }

  /** The datastores, then the datastore clusters, of that name. */
  List<Moref> called(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** The datastores, then the datastore clusters, of that managed object id. */
  List<Moref> withId(String id) {
    return byId.getOrDefault(id, List.of());
  }

  /** The datastores, then the datastore clusters, at that {@link #path}. */
  List<Moref> at(String path) {
    // Servers write a slash within a name as %2f.
    return called(path.substring(path.lastIndexOf('/') + 1)).stream()
        .filter(object -> path(object).equals(path))
        .toList();
  }

  /** All datastores whose datacenter is known. */
  List<Moref> datastores() {
    return List.copyOf(datacenters.keySet());
  }

  /** All datastore clusters whose datacenter is known. */
  List<Moref> pods() {
    return pods;
  }

  /** The datastores of a datastore cluster. */
  List<Moref> members(Moref pod) {
    return datastores().stream()
        .filter(datastore -> parent(datastore).filter(pod::equals).isPresent())
        .toList();
  }

  /** The name as the inventory has it; empty if it is withheld. */
  String name(Moref object) {
    return name(properties(object));
  }

  private static String name(Properties object) {
    return object.get("name", String.class).orElse("");
  }

  Optional<Moref> datacenter(Moref object) {
    Moref told = datacenters.get(object);
    return told != null
        ? Optional.of(told)
        : wayUp(object).stream().filter(at -> at.type().equals("Datacenter")).findFirst();
  }

  /** The names from below the root folder down to the object, joined by slashes. */
  String path(Moref object) {
    Deque<String> names = new ArrayDeque<>();
    wayUp(object).forEach(at -> names.addFirst(name(at)));
    return String.join("/", names);
  }

  String datacenterPath(Moref object) {
    return datacenter(object).map(this::path).orElse("");
  }

  /** The datastore cluster that a datastore is a member of. */
  Optional<Moref> pod(Moref datastore) {
    return parent(datastore).filter(parent -> parent.type().equals(POD));
  }

  /**
   * True if what was read of a datastore meanwhile has it under the same name in the same place.
   */
  boolean isCalledAndLies(Moref datastore, Properties read) {
    return name(datastore).equals(name(read)) && parent(datastore).equals(parent(read));
  }

  /** All that was read. */
  Map<Moref, Properties> objects() {
    return objects;
  }

  /** What was read of it. */
  Properties properties(Moref object) {
    return objects.getOrDefault(object, Properties.NONE);
  }

  private Optional<Moref> parent(Moref object) {
    return parent(properties(object));
  }

  private static Optional<Moref> parent(Properties object) {
    return object.get("parent", ManagedObjectReference.class).map(Moref::of);
  }

  /** The object and what it is in, without the root folder. */
  private List<Moref> wayUp(Moref object) {
    List<Moref> way = new ArrayList<>();
    Optional<Moref> at = Optional.of(object);
    // Bounded by the inventory's size, so that a server which answers with a cycle of parents
    // cannot hold us.
    while (at.isPresent() && !at.get().equals(root) && way.size() <= objects.size()) {
      way.add(at.get());
      at = parent(at.get());
    }
    return way;
  }
}
