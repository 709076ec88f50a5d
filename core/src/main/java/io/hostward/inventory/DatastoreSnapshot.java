package io.hostward.inventory;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What vCenter said of a datastore.
 *
 * @param id its managed object id, for example {@code datastore-31}
 * @param name its name, unique within its datacenter
 * @param datacenterPath the datacenter's inventory path from the root folder, for example {@code
 *     Europe/Prague}; {@code ha-datacenter} on a host that is asked itself
 * @param type for example {@code VMFS}, {@code NFS}, {@code vsan}; empty where vCenter left it out
 * @param capacity bytes in all, if known
 * @param freeSpace bytes free, if known; vCenter's figure may be minutes old
 * @param maxFileSize bytes of the largest file it can hold, if known
 * @param accessible whether any host reaches it
 * @param maintenanceMode {@code normal}, {@code enteringMaintenance} or {@code inMaintenance};
 *     normal where unset
 */
public record DatastoreSnapshot(
    String id,
    String name,
    String datacenterPath,
    Optional<String> type,
    OptionalLong capacity,
    OptionalLong freeSpace,
    OptionalLong maxFileSize,
    boolean accessible,
    String maintenanceMode) {

  /**
   * Returns a file of this datastore, which is called by its name; by its id if the name holds what
   * {@link DatastorePath} cannot write, such as a bracket.
   *
   * @param path the file's path below the datastore's root
   * @throws IllegalArgumentException if the path holds what is refused, or neither name nor id can
   *     be written
   */
  public DatastorePath file(String path) {
    return new DatastorePath(DatastorePath.isName(name) ? name : id, path);
  }

  /** Returns true unless the datastore is in or entering maintenance. */
  public boolean inService() {
    return maintenanceMode.equals("normal");
  }
}
