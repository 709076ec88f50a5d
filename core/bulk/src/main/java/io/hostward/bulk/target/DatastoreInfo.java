package io.hostward.bulk.target;

import java.util.Optional;
import java.util.Set;

/**
 * A datastore that files may go to.
 *
 * @param name what it is called in targets, unique in its list: its name, or its inventory path
 *     ({@code /DC/datastore/name}) where several datacenters have one of that name
 * @param cluster the name of the datastore cluster that it is a member of
 * @param hosts the hosts that mount it and can take files, by managed object id; empty if that is
 *     not known
 * @param otherNames what else it may be called by where it is named: its inventory path, its
 *     managed object id
 */
public record DatastoreInfo(
    String name, Optional<String> cluster, Set<String> hosts, Set<String> otherNames) {
  public DatastoreInfo {
    hosts = Set.copyOf(hosts);
    otherNames = Set.copyOf(otherNames);
  }

  /** A datastore that goes by one name. */
  public DatastoreInfo(String name, Optional<String> cluster, Set<String> hosts) {
    this(name, cluster, hosts, Set.of());
  }

  /** Returns its own name, without the folders of an inventory path. */
  public String ownName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return "[" + name + "]";
  }
}
