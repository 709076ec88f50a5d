package io.hostward.vsphere;

import com.vmware.vim25.ManagedObjectReference;
import io.hostward.model.Printable;
import io.hostward.model.VSphereException;
import io.hostward.model.VSphereException.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds a datastore by name in one call: names are unique within a datacenter, not within a
 * vCenter.
 */
final class DatastoreFinder {
  /** A vCenter may have thousands; a message is for people. */
  private static final int MOST_NAMED = 50;

  private final VimSession session;
  private final PropertyReader reader;

  DatastoreFinder(VimSession session, PropertyReader reader) {
    this.session = session;
    this.reader = reader;
  }

  /** A datastore and its datacenter. */
  record Found(Moref datastore, Moref datacenter, String datacenterPath) {}

  Found find(String name, Optional<String> datacenter) throws VSphereException {
    Moref root = Moref.of(session.content().getRootFolder());
    Map<Moref, Properties> inventory = reader.read(Specs.datastoresBelow(root));
    List<Found> all = datastores(inventory, root);
    List<Found> named =
        all.stream().filter(found -> name(inventory, found.datastore()).equals(name)).toList();
    List<Found> candidates = datacenter.isEmpty() ? named : inside(datacenter.get(), named);
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    throw candidates.isEmpty()
        ? notFound(name, datacenter, inventory, all)
        : ambiguous(name, candidates);
  }

  private static List<Found> datastores(Map<Moref, Properties> inventory, Moref root) {
    List<Found> found = new ArrayList<>();
    inventory.forEach(
        (object, properties) -> {
          if (object.type().equals("Datacenter")) {
            String path = path(inventory, object, root);
            for (ManagedObjectReference datastore :
                properties.list("datastore", ManagedObjectReference.class)) {
              found.add(new Found(Moref.of(datastore), object, path));
            }
          }
        });
    return found;
  }

  /** The names from below the root folder down to the object. */
  private static String path(Map<Moref, Properties> inventory, Moref object, Moref root) {
    Deque<String> names = new ArrayDeque<>();
    Optional<Moref> at = Optional.of(object);
    // Bounded by the inventory's size, so that a server which answers with a circle of parents
    // cannot hold us.
    for (int steps = 0;
        at.isPresent() && !at.get().equals(root) && steps < inventory.size();
        steps++) {
      Properties properties = inventory.getOrDefault(at.get(), Properties.NONE);
      names.addFirst(name(inventory, at.get()));
      at = properties.get("parent", ManagedObjectReference.class).map(Moref::of);
    }
    return String.join("/", names);
  }

  private static String name(Map<Moref, Properties> inventory, Moref object) {
    return inventory.getOrDefault(object, Properties.NONE).get("name", String.class).orElse("");
  }

  /** A path from the root is exact; without its slash it goes before a name in any folder. */
  private static List<Found> inside(String datacenter, List<Found> named) {
    String path = datacenter.startsWith("/") ? datacenter.substring(1) : datacenter;
    List<Found> exact =
        named.stream().filter(found -> found.datacenterPath().equals(path)).toList();
    return !exact.isEmpty() || datacenter.startsWith("/")
        ? exact
        : named.stream().filter(found -> lastName(found.datacenterPath()).equals(path)).toList();
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private VSphereException notFound(
      String name, Optional<String> datacenter, Map<Moref, Properties> inventory, List<Found> all) {
    List<String> names =
        all.stream()
            .map(
                found ->
                    Printable.of(name(inventory, found.datastore()))
                        + " in "
                        + Printable.of(found.datacenterPath()))
            .sorted()
            .distinct()
            .toList();
    return new VSphereException(
        Kind.NOT_FOUND,
        String.format(
            "no datastore '%s'%s on %s that this user may see; there are: %s",
            Printable.of(name),
            datacenter.map(in -> " in datacenter '" + Printable.of(in) + "'").orElse(""),
            session.describe(),
            names.isEmpty() ? "none (check the user's rights)" : some(names)),
        null);
  }

  private static String some(List<String> names) {
    int shown = Math.min(names.size(), MOST_NAMED);
    String list = String.join(", ", names.subList(0, shown));
    return shown == names.size() ? list : list + " and " + (names.size() - shown) + " more";
  }

  private VSphereException ambiguous(String name, List<Found> candidates) {
    String datacenters =
        candidates.stream()
            .map(found -> Printable.of(found.datacenterPath()))
            .sorted()
            .collect(Collectors.joining(", "));
    return new VSphereException(
        Kind.AMBIGUOUS,
        String.format(
            "%s has a datastore '%s' in several datacenters; name one of: %s",
            session.describe(), Printable.of(name), datacenters),
        null);
  }
}
