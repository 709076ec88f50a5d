package io.hostward.bulk.vsphere;

import io.hostward.bulk.target.DatastoreInfo;
import io.hostward.bulk.target.Datastores;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.HostId;
import io.hostward.inventory.ListedDatastore;
import io.hostward.spi.VSphere;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The datastores of a vSphere, by one read of the inventory. One goes by its name; by its inventory
 * path where the name is another's too; by its id if neither can be written. Those that are in
 * maintenance are among them: what is sent there fails, and says why. Safe for use by many threads.
 */
public final class VSphereDatastores implements Datastores {
  private final VSphere vsphere;
  private final Optional<String> datacenter;

  /**
   * Datastores of a vSphere.
   *
   * @param vsphere stays its owner's
   * @param datacenter the only datacenter whose datastores are listed, by name or inventory path
   */
  public VSphereDatastores(VSphere vsphere, Optional<String> datacenter) {
    this.vsphere = vsphere;
    this.datacenter = datacenter;
  }

  /**
   * What one read found.
   *
   * @param asked those of the datacenter that was asked for
   * @param all those of other datacenters as well: an inventory path or an id may mean one
   */
  public record Read(List<DatastoreInfo> asked, List<DatastoreInfo> all) {
    public Read {
      asked = List.copyOf(asked);
      all = List.copyOf(all);
    }
  }

  @Override
  public List<DatastoreInfo> list() throws IOException {
    return read().asked();
  }

  /**
   * Reads the inventory once.
   *
   * @throws IOException as {@link #list}
   */
  public Read read() throws IOException {
    List<ListedDatastore> found = vsphere.datastores();
    Names names = new Names(found, found.stream().filter(this::isAskedFor).toList());
    Map<ListedDatastore, DatastoreInfo> infos = new LinkedHashMap<>();
    found.forEach(listed -> infos.put(listed, names.info(listed, isAskedFor(listed))));
    List<DatastoreInfo> asked = new ArrayList<>();
    infos.forEach(
        (listed, info) -> {
          if (isAskedFor(listed)) {
            asked.add(info);
          }
        });
    return new Read(asked, List.copyOf(infos.values()));
  }

  private boolean isAskedFor(ListedDatastore listed) {
    if (datacenter.isEmpty()) {
      return true;
    }
    String wanted = datacenter.get();
    String path = listed.datastore().datacenterPath();
    return wanted.startsWith("/")
        ? wanted.substring(1).equals(path)
        : wanted.equals(path) || path.endsWith("/" + wanted);
  }

  /** Which names are whose, by the rules by which a datastore is found. */
  private static final class Names {
    private final Map<String, Integer> all;
    private final Map<String, Integer> asked;
    private final Set<String> clusters;

    Names(List<ListedDatastore> all, List<ListedDatastore> asked) {
      this.all = count(all);
      this.asked = all.size() == asked.size() ? Map.of() : count(asked);
      this.clusters =
          all.stream().flatMap(listed -> listed.cluster().stream()).collect(Collectors.toSet());
    }

    private static Map<String, Integer> count(List<ListedDatastore> listed) {
      Map<String, Integer> names = new HashMap<>();
      listed.forEach(one -> names.merge(one.datastore().name(), 1, Integer::sum));
      return names;
    }

    DatastoreInfo info(ListedDatastore listed, boolean isAsked) {
      String name = name(listed);
      return new DatastoreInfo(
          name,
          listed.cluster(),
          listed.hosts().stream().map(HostId::value).collect(Collectors.toSet()),
          others(listed, isAsked).filter(other -> !other.equals(name)).collect(Collectors.toSet()));
    }

    private String name(ListedDatastore listed) {
      boolean unique = all.getOrDefault(listed.datastore().name(), 0) == 1;
      String name = unique ? listed.datastore().name() : listed.inventoryPath();
      return isWritable(name) ? name : listed.datastore().id();
    }

    // A name goes before an id, whosever it is; and within the datacenter that was asked for, one
    // that others elsewhere have too is its own.
    private Stream<String> others(ListedDatastore listed, boolean isAsked) {
      String id = listed.datastore().id();
      String own = listed.datastore().name();
      return Stream.of(
              Stream.of(listed.inventoryPath()),
              Stream.of(id).filter(name -> !all.containsKey(name) && !clusters.contains(name)),
              Stream.of(own).filter(name -> isAsked && asked.getOrDefault(name, 0) == 1))
          .flatMap(names -> names)
          .filter(Names::isWritable);
    }

    private static boolean isWritable(String name) {
      try {
        return new DatastorePath(name, "file").datastore().equals(name);
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }
}
