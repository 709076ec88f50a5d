package io.hostward.inventory;

import java.util.Optional;
import java.util.Set;

/**
 * One datastore of a list of all.
 *
 * @param datastore what vCenter said of it
 * @param inventoryPath its path from the root folder, {@code /DC/datastore/folder/name}, which no
 *     other has
 * @param cluster the name of the datastore cluster that it is a member of
 * @param hosts those that have it mounted for reading and writing and reach it, as far as vCenter
 *     says; whether vCenter reaches them is not looked at
 */
public record ListedDatastore(
    DatastoreSnapshot datastore,
    String inventoryPath,
    Optional<String> cluster,
    Set<HostId> hosts) {
  public ListedDatastore {
    hosts = Set.copyOf(hosts);
  }
}
