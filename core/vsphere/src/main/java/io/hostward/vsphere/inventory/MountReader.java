package io.hostward.vsphere.inventory;

import com.vmware.vim25.DatastoreHostMount;
import com.vmware.vim25.HostMountInfo;
import io.hostward.inventory.Mount.AccessMode;

/** Reads what vCenter tells of a mount. */
final class MountReader {
  private MountReader() {}

  static AccessMode accessMode(HostMountInfo info) {
    if ("readWrite".equals(info.getAccessMode())) {
      return AccessMode.READ_WRITE;
    }
    return "readOnly".equals(info.getAccessMode()) ? AccessMode.READ_ONLY : AccessMode.UNKNOWN;
  }

  /** Says whether files can be written there; what is left out speaks for it. */
  static boolean takesFiles(DatastoreHostMount mount) {
    HostMountInfo info = mount.getMountInfo();
    return info != null
        && accessMode(info) == AccessMode.READ_WRITE
        && (info.isMounted() == null || info.isMounted())
        && (info.isAccessible() == null || info.isAccessible());
  }
}
