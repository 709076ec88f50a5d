package io.hostward.lab.inventory;

import com.vmware.vim25.DatastoreCapability;
import com.vmware.vim25.DatastoreHostMount;
import com.vmware.vim25.DatastoreInfo;
import com.vmware.vim25.DatastoreSummary;
import com.vmware.vim25.HostMountInfo;
import com.vmware.vim25.HostNasVolume;
import com.vmware.vim25.HostVmfsVolume;
import com.vmware.vim25.LocalDatastoreInfo;
import com.vmware.vim25.NasDatastoreInfo;
import com.vmware.vim25.VmfsDatastoreInfo;
import com.vmware.vim25.VsanDatastoreInfo;
import com.vmware.vim25.VvolDatastoreInfo;
import io.hostward.lab.model.DatastoreModel;
import io.hostward.lab.model.MountModel;
import io.hostward.lab.state.DatastoreState;
import io.hostward.lab.vim.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code summary}, {@code info}, {@code capability} and mounts of one datastore, as of now. */
final class DatastoreFacts {
  private final Ref ref;
  private final DatastoreState state;
  private final String name;

  DatastoreFacts(Ref ref, DatastoreState state, String name) {
    this.ref = ref;
    this.state = state;
    this.name = name;
  }

  /** The uuid in a datastore's URL: its instance name in counters and its id on a host. */
  static String uuid(DatastoreModel model) {
    String url = model.url().replaceAll("/+$", "");
    return url.substring(url.lastIndexOf('/') + 1);
  }

  DatastoreSummary summary() {
    DatastoreModel model = state.model();
    var summary = new DatastoreSummary();
    summary.setDatastore(ref.toVim());
    summary.setName(name);
    summary.setUrl(model.url());
    summary.setCapacity(state.store().capacity());
    summary.setFreeSpace(state.store().free());
    summary.setAccessible(state.accessible());
    summary.setMultipleHostAccess(model.shared());
    summary.setType(model.type());
    summary.setMaintenanceMode(model.maintenanceMode());
    return summary;
  }

  DatastoreInfo info() {
    DatastoreModel model = state.model();
    DatastoreInfo info = emptyInfo();
    info.setName(name);
    info.setUrl(model.url());
    info.setFreeSpace(state.store().free());
    info.setMaxFileSize(model.maxFileSize());
    info.setMaxMemoryFileSize(model.maxFileSize());
    return info;
  }

  private DatastoreInfo emptyInfo() {
    return switch (state.model().type().toUpperCase(Locale.ROOT)) {
      case "VMFS" -> vmfs();
      case "NFS", "NFS41" -> nas();
      case "VSAN", "VSAND" -> new VsanDatastoreInfo();
      case "VVOL" -> new VvolDatastoreInfo();
      case "OTHER" -> new LocalDatastoreInfo();
      default -> new DatastoreInfo();
    };
  }

  private DatastoreInfo vmfs() {
    var volume = new HostVmfsVolume();
    volume.setType("VMFS");
    volume.setName(name);
    volume.setCapacity(state.store().capacity());
    volume.setBlockSizeMb(1);
    volume.setBlockSize(1024);
    volume.setMaxBlocks(63_963_136);
    volume.setMajorVersion(6);
    volume.setVersion("6.82");
    volume.setUuid(uuid(state.model()));
    volume.setVmfsUpgradable(false);
    volume.setLocal(!state.model().shared());
    var info = new VmfsDatastoreInfo();
    info.setVmfs(volume);
    return info;
  }

  private DatastoreInfo nas() {
    var volume = new HostNasVolume();
    volume.setType(state.model().type());
    volume.setName(name);
    volume.setCapacity(state.store().capacity());
    volume.setRemoteHost("nas.lab");
    volume.setRemotePath("/export/" + name);
    var info = new NasDatastoreInfo();
    info.setNas(volume);
    return info;
  }

  /** vSAN keeps directories at the top level to itself. */
  DatastoreCapability capability() {
    boolean vsan = state.model().type().toLowerCase(Locale.ROOT).startsWith("vsan");
    var capability = new DatastoreCapability();
    capability.setDirectoryHierarchySupported(true);
    capability.setRawDiskMappingsSupported(!vsan);
    capability.setPerFileThinProvisioningSupported(true);
    capability.setStorageIORMSupported(true);
    capability.setNativeSnapshotSupported(false);
    capability.setTopLevelDirectoryCreateSupported(!vsan);
    return capability;
  }

  /** The mounts in order; those of hosts that this server does not show are left out. */
  List<DatastoreHostMount> mounts(HostRefs hosts) {
    List<DatastoreHostMount> mounts = new ArrayList<>();
    for (MountModel model : state.mounts()) {
      Ref host = hosts.ofModel(model.host());
      if (host != null) {
        var mount = new DatastoreHostMount();
        mount.setKey(host.toVim());
        mount.setMountInfo(mountInfo(model));
        mounts.add(mount);
      }
    }
    return mounts;
  }

  /** An unset access mode is read-write: the schema requires the element. */
  private HostMountInfo mountInfo(MountModel model) {
    var info = new HostMountInfo();
    info.setPath("/vmfs/volumes/" + uuid(state.model()));
    info.setAccessMode(model.accessMode() == null ? "readWrite" : model.accessMode());
    info.setMounted(model.mounted());
    info.setAccessible(model.accessible());
    info.setInaccessibleReason(model.inaccessibleReason());
    return info;
  }

  /** Finds a host's reference on this server. */
  @FunctionalInterface
  interface HostRefs {
    @Nullable Ref ofModel(String modelId);
  }
}
