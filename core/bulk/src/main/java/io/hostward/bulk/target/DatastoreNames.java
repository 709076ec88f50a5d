package io.hostward.bulk.target;

import io.hostward.bulk.delivery.Delivery;
import io.hostward.inventory.DatastorePath;
import io.hostward.net.Printable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What datastores are called: whatever name of a datastore a target is written with, it comes to
 * the one name that limits, listings and ledgers know it by. A name that no datastore has stays as
 * it is written; whoever looks for it finds none, and says so. Capitals matter, as they do to
 * whoever looks for it.
 *
 * <p>Memory grows with the datastores, not with what is asked. Safe for use by many threads.
 */
public final class DatastoreNames {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Set<String>> clusters = new TreeMap<>();
  private final Map<String, Set<String>> heard = new ConcurrentHashMap<>();

  private DatastoreNames() {}

  /** Names of which nothing is known: each datastore goes by what it is called. */
  public static DatastoreNames asWritten() {
    return new DatastoreNames();
  }

  /** The names of these datastores. A name that two of them answer to is neither's. */
  public static DatastoreNames of(Collection<DatastoreInfo> datastores) {
    DatastoreNames all = new DatastoreNames();
    Set<String> ambiguous = new HashSet<>();
    for (DatastoreInfo datastore : datastores) {
      for (String other : datastore.otherNames()) {
        String before = all.names.put(other, datastore.name());
        if (before != null && !before.equals(datastore.name())) {
          ambiguous.add(other);
        }
      }
      datastore.cluster().ifPresent(cluster -> all.addMember(cluster, datastore));
    }
    ambiguous.forEach(all.names::remove);
    for (DatastoreInfo datastore : datastores) {
      all.names.put(datastore.name(), datastore.name());
    }
    return all;
  }

  private void addMember(String cluster, DatastoreInfo member) {
    clusters.computeIfAbsent(cluster, name -> new TreeSet<>()).add(member.toString());
    for (String other : member.otherNames()) {
      // A member's inventory path goes through its cluster.
      int slash = other.lastIndexOf('/');
      if (slash > 0) {
        clusters
            .computeIfAbsent(other.substring(0, slash), name -> new TreeSet<>())
            .add(member.toString());
      }
    }
  }

  /** Returns the one name of a datastore that is written so. */
  public String of(String written) {
    return names.getOrDefault(written, written);
  }

  /** Returns a place by the one name of its datastore. */
  public DatastorePath of(DatastorePath written) {
    String name = of(written.datastore());
    return name.equals(written.datastore()) ? written : new DatastorePath(name, written.path());
  }

  /**
   * Returns the delivery to the same place by the one name of its datastore, and remembers how that
   * was written.
   *
   * @throws IllegalArgumentException if the name is that of a datastore cluster
   */
  public Delivery of(Delivery written) {
    DatastorePath target = of(written.target());
    if (target.equals(written.target())) {
      requireNoCluster(target.datastore());
      return written;
    }
    heard
        .computeIfAbsent(target.datastore(), name -> ConcurrentHashMap.newKeySet())
        .add(written.target().datastore());
    return new Delivery(written.source(), target);
  }

  /**
   * Refuses a datastore cluster: its member with the most free space may be another one the next
   * time, which would be sent everything again.
   *
   * @throws IllegalArgumentException if the name is that of a cluster and of no datastore
   */
  public void requireNoCluster(String written) {
    Set<String> members = clusters.get(written);
    if (members != null && !names.containsKey(written)) {
      throw new IllegalArgumentException(
          "'"
              + Printable.of(written)
              + "' is a datastore cluster; name the member that is to have the file, one of "
              + Printable.of(String.join(", ", members)));
    }
  }

  /** Returns how a datastore was written too, in deliveries so far, in brackets. */
  public Set<String> heard(String name) {
    Set<String> written = new TreeSet<>();
    heard.getOrDefault(name, Set.of()).forEach(other -> written.add("[" + other + "]"));
    return written;
  }
}
