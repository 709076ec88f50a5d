package io.hostward.vsphere.files;

import com.vmware.vim25.ManagedObjectReference;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.files.FileManagement.Place;
import io.hostward.vsphere.session.VimFaults;
import io.hostward.vsphere.session.VimSession;
import java.util.List;
import java.util.Optional;

/**
 * Copies, moves and deletes virtual disks through the server's manager of them: a disk is told by
 * its descriptor, and what that names goes with it.
 */
public final class DiskManagement {
  private static final String PERHAPS_IN_PART = "a part of the disk may have been copied";

  private final VimSession session;
  private final VimTasks tasks;

  public DiskManagement(VimSession session, VimTasks tasks) {
    this.session = session;
    this.tasks = tasks;
  }

  /** Copies a disk. What the copy is to be like is not said: vCenter takes no wishes. */
  public void copy(Place from, Place to) throws VSphereException {
    ManagedObjectReference manager = manager();
    FileName source = name(from);
    FileName target = name(to);
    tasks.settle(
        "CopyVirtualDisk_Task from " + from + " to " + to,
        PERHAPS_IN_PART,
        port ->
            port.copyVirtualDiskTask(
                manager,
                source.text(),
                source.datacenter(),
                target.text(),
                target.datacenter(),
                null,
                false));
  }

  /** Gives a disk another name. */
  public void move(Place from, Place to) throws VSphereException {
    ManagedObjectReference manager = manager();
    FileName source = name(from);
    FileName target = name(to);
    tasks.settle(
        "MoveVirtualDisk_Task from " + from + " to " + to,
        PERHAPS_IN_PART,
        port ->
            port.moveVirtualDiskTask(
                manager,
                source.text(),
                source.datacenter(),
                target.text(),
                target.datacenter(),
                false,
                List.of()));
  }

  /** Deletes a disk; success if there is none. */
  public void delete(Place disk) throws VSphereException {
    ManagedObjectReference manager = manager();
    FileName name = name(disk);
    try {
      tasks.run(
          "DeleteVirtualDisk_Task of " + disk,
          port -> port.deleteVirtualDiskTask(manager, name.text(), name.datacenter()));
    } catch (VSphereException e) {
      if (!VimFaults.tellsOfAMissingFile(e)) {
        throw e;
      }
    }
  }

  private ManagedObjectReference manager() throws VSphereException {
    return Optional.ofNullable(session.content().getVirtualDiskManager())
        .orElseThrow(
            () ->
                new VSphereException(
                    Kind.INVALID, session.describe() + " has no manager of virtual disks", null));
  }

  private FileName name(Place place) {
    return FileName.ofFile(session, place.datastore(), place.path());
  }
}
