package io.hostward.lab.soap;

import io.hostward.lab.transfer.ServerCopy;
import io.hostward.lab.transfer.VirtualDisk;
import io.hostward.lab.vim.Faults;
import java.time.Duration;
import java.util.List;

/**
 * VirtualDiskManager, as far as disks are files: deleting, copying and moving them. What would need
 * a disk's inside is refused by name, as are namespaces and events, of which the lab has none.
 */
final class DiskOperations {
  private static final String MANAGER = "VirtualDiskManager";

  private static final List<String> INSIDE =
      List.of(
          "CreateVirtualDisk_Task",
          "CreateChildDisk_Task",
          "ExtendVirtualDisk_Task",
          "InflateVirtualDisk_Task",
          "ShrinkVirtualDisk_Task",
          "ZeroFillVirtualDisk_Task",
          "EagerZeroVirtualDisk_Task",
          "DefragmentVirtualDisk_Task",
          "QueryVirtualDiskInfo_Task",
          "QueryVirtualDiskUuid",
          "SetVirtualDiskUuid",
          "QueryVirtualDiskGeometry",
          "QueryVirtualDiskFragmentation");

  private DiskOperations() {}

  static void addTo(Operations operations) {
    String view = Operation.VIEW;
    operations
        .add(MANAGER, "DeleteVirtualDisk_Task", view, DiskOperations::delete)
        .add(MANAGER, "MoveVirtualDisk_Task", view, call -> transfer(call, true))
        .add(MANAGER, "CopyVirtualDisk_Task", view, call -> transfer(call, false));
    INSIDE.forEach(name -> refuse(operations, MANAGER, name));
    refuse(operations, "DatastoreNamespaceManager", "CreateDirectory");
    refuse(operations, "DatastoreNamespaceManager", "DeleteDirectory");
    refuse(operations, "EventManager", "CreateCollectorForEvents");
    refuse(operations, "EventManager", "QueryEvents");
  }

  private static void refuse(Operations operations, String type, String name) {
    operations.add(
        type,
        name,
        Operation.VIEW,
        call -> {
          throw Faults.notSupported();
        });
  }

  private static Answer<?> delete(Call call) {
    Located disk = FileTasks.managed(call, "name", call.maybeObject("datacenter"));
    return FileTasks.start(call, disk, () -> VirtualDisk.open(disk.place()).delete());
  }

  /** The descriptor is nothing beside its extents. */
  private static Duration disksTake(FileTasks.Ends ends, ServerCopy way, boolean move) {
    boolean here = ends.source().datastore().equals(ends.target().datastore());
    return move && here
        ? Duration.ZERO
        : VirtualDisk.takes(ends.source().place(), ends.target().place(), way);
  }

  /** Neither replaces a disk: {@code force} is ignored for a copy, and so it is here for a move. */
  private static Answer<?> transfer(Call call, boolean move) {
    FileTasks.Ends ends = FileTasks.ends(call, "destName", "destDatacenter");
    ServerCopy way = new ServerCopy(call.server().state());
    return FileTasks.start(
        call,
        ends,
        () -> disksTake(ends, way, move),
        () -> {
          VirtualDisk disk = VirtualDisk.open(ends.source().place());
          disk.copy(ends.target().place(), way);
          if (move) {
            disk.delete();
          }
        });
  }
}
