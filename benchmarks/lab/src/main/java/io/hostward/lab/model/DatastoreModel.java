package io.hostward.lab.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A datastore as it is when the lab starts.
 *
 * @param moid {@code datastore-31}
 * @param name unique in its datacenter, unescaped
 * @param datacenter managed object id of its datacenter
 * @param storagePod name of the datastore cluster that holds it; null for none
 * @param type {@code VMFS}, {@code NFS}, {@code NFS41}, {@code vsan}, ...; {@code vsan} takes no
 *     files at its top level
 * @param capacity in bytes; writing beyond it fails as a full disk
 * @param maxFileSize in bytes ({@code info.maxFileSize})
 * @param url {@code summary.url}
 * @param maintenanceMode {@code normal}, {@code enteringMaintenance}, {@code inMaintenance}; null
 *     where vCenter leaves it unset
 * @param storage where its bytes go
 * @param mounts in vCenter's order
 */
public record DatastoreModel(
    String moid,
    String name,
    String datacenter,
    @Nullable String storagePod,
    String type,
    long capacity,
    long maxFileSize,
    String url,
    @Nullable String maintenanceMode,
    StorageMode storage,
    List<MountModel> mounts) {

  public DatastoreModel {
    mounts = List.copyOf(mounts);
  }

  /** A VMFS datastore of 1 TiB on a temporary directory, mounted by the hosts with these ids. */
  public static DatastoreModel vmfs(String moid, String name, List<String> hosts) {
    return new DatastoreModel(
        moid,
        name,
        "datacenter-2",
        null,
        "VMFS",
        1L << 40,
        64L << 40,
        "ds:///vmfs/volumes/" + uuid(moid) + "/",
        "normal",
        StorageMode.temporaryDirectory(),
        hosts.stream().map(MountModel::healthy).toList());
  }

  /** Whether more than one host mounts it ({@code summary.multipleHostAccess}). */
  public boolean shared() {
    return mounts.size() > 1;
  }

  public DatastoreModel withName(String value) {
    return copy(value, storagePod, type, capacity, maintenanceMode, storage, mounts);
  }

  public DatastoreModel withStoragePod(@Nullable String value) {
    return copy(name, value, type, capacity, maintenanceMode, storage, mounts);
  }

  public DatastoreModel withType(String value) {
    return copy(name, storagePod, value, capacity, maintenanceMode, storage, mounts);
  }

  /** With a capacity in bytes. */
  public DatastoreModel withCapacity(long value) {
    return copy(name, storagePod, type, value, maintenanceMode, storage, mounts);
  }

  public DatastoreModel withMaintenanceMode(@Nullable String value) {
    return copy(name, storagePod, type, capacity, value, storage, mounts);
  }

  public DatastoreModel withStorage(StorageMode value) {
    return copy(name, storagePod, type, capacity, maintenanceMode, value, mounts);
  }

  public DatastoreModel withMounts(List<MountModel> value) {
    return copy(name, storagePod, type, capacity, maintenanceMode, storage, value);
  }

  /** With the mount on the same host replaced, or added at the end. */
  public DatastoreModel withMount(MountModel mount) {
    List<MountModel> changed = new ArrayList<>(mounts);
    changed.replaceAll(m -> m.host().equals(mount.host()) ? mount : m);
    if (!changed.contains(mount)) {
      changed.add(mount);
    }
    return withMounts(changed);
  }

  public DatastoreModel withDatacenter(String value) {
    return new DatastoreModel(
        moid,
        name,
        value,
        storagePod,
        type,
        capacity,
        maxFileSize,
        url,
        maintenanceMode,
        storage,
        mounts);
  }

  private DatastoreModel copy(
      String newName,
      @Nullable String newPod,
      String newType,
      long newCapacity,
      @Nullable String newMaintenanceMode,
      StorageMode newStorage,
      List<MountModel> newMounts) {
    return new DatastoreModel(
        moid,
        newName,
        datacenter,
        newPod,
        newType,
        newCapacity,
        maxFileSize,
        url,
        newMaintenanceMode,
        newStorage,
        newMounts);
  }

  /** The shape of a VMFS uuid: 8-8-4-12 hex digits. */
  private static String uuid(String moid) {
    int h = moid.hashCode();
    return String.format(
        "%08x-%08x-%04x-%012x", 0x5f000000 + (h & 0xffffff), h, h & 0xffff, h & 0xffffffffL);
  }
}
