package io.hostward.vsphere.inventory;

import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.VimSession;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds a datastore, or a datastore cluster, among all of them. It may be called by its name, alone
 * or in brackets; by its inventory path, {@code /DC/datastore/folder/name}; by its managed object
 * id. A name goes before an id, and a datastore's name before a cluster's. Names are unique within
 * a datacenter, not within a vCenter.
 */
final class DatastoreFinder {
  /** A vCenter may have thousands; a message is for people. */
  private static final int MOST_NAMED = 50;

  private final VimSession session;

  DatastoreFinder(VimSession session) {
    this.session = session;
  }

  /** A datastore, its datacenter, and its name. */
  record Place(Moref datastore, Moref datacenter, String datacenterPath, String name) {}

  /**
   * What may be meant.
   *
   * @param members one datastore, or those of the cluster, if it has any
   * @param pod the cluster's name
   */
  record Target(List<Place> members, Optional<String> pod) {}

  /** Finds it in what was read. */
  Target find(InventoryTree tree, String text, Optional<String> datacenter)
      throws VSphereException {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    String name = bracketed ? text.substring(1, text.length() - 1) : text;
    List<List<Moref>> ways =
        text.startsWith("/")
            ? List.of(tree.at(text.substring(1)))
            : bracketed
                ? List.of(tree.called(name))
                : List.of(tree.called(name), tree.withId(name));
    for (List<Moref> objects : ways) {
      for (boolean pods : new boolean[] {false, true}) {
        List<Moref> called = objects.stream().filter(object -> isPod(object) == pods).toList();
        List<Moref> meant = datacenter.map(in -> inside(in, called, tree)).orElse(called);
        if (meant.size() == 1) {
          return target(meant.get(0), tree);
        } else if (meant.size() > 1) {
          throw ambiguous(name, meant, tree);
        }
      }
    }
    throw notFound(name, datacenter, tree);
  }

  private static Target target(Moref object, InventoryTree tree) {
    boolean pod = isPod(object);
    List<Moref> members = pod ? tree.members(object) : List.of(object);
    return new Target(
        members.stream().map(member -> place(member, tree)).toList(),
        pod ? Optional.of(tree.name(object)) : Optional.empty());
  }

  private static boolean isPod(Moref object) {
    return object.type().equals(InventoryTree.POD);
  }

  private static Place place(Moref datastore, InventoryTree tree) {
    return new Place(
        datastore,
        tree.datacenter(datastore).orElseThrow(),
        tree.datacenterPath(datastore),
        tree.name(datastore));
  }

  /** A path from the root is exact; without its slash it goes before a name in any folder. */
  private static List<Moref> inside(String datacenter, List<Moref> called, InventoryTree tree) {
    String path = datacenter.startsWith("/") ? datacenter.substring(1) : datacenter;
    List<Moref> exact =
        called.stream().filter(object -> tree.datacenterPath(object).equals(path)).toList();
    return !exact.isEmpty() || datacenter.startsWith("/")
        ? exact
        : called.stream()
            .filter(object -> lastName(tree.datacenterPath(object)).equals(path))
            .toList();
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private VSphereException notFound(String name, Optional<String> datacenter, InventoryTree tree) {
    List<String> all =
        Stream.concat(
                tree.datastores().stream().map(object -> place(tree, object, "")),
                tree.pods().stream().map(object -> place(tree, object, " (a cluster)")))
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
            all.isEmpty() ? "none (check the user's rights)" : some(all)),
        null);
  }

  private static String place(InventoryTree tree, Moref object, String what) {
    return Printable.of(tree.name(object) + what + " in " + tree.datacenterPath(object));
  }

  private static String some(List<String> names) {
    int shown = Math.min(names.size(), MOST_NAMED);
    String list = String.join(", ", names.subList(0, shown));
    return shown == names.size() ? list : list + " and " + (names.size() - shown) + " more";
  }

  private VSphereException ambiguous(String name, List<Moref> meant, InventoryTree tree) {
    String datacenters =
        meant.stream()
            .map(object -> Printable.of(tree.datacenterPath(object)))
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
