package io.hostward.vsphere.files;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VimPortType;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.inventory.FoundDatastore;
import io.hostward.vsphere.session.VimFaults;
import io.hostward.vsphere.session.VimSession;

/** Makes folders, moves, copies and deletes, through the server's file manager. */
public final class FileManagement {
  private static final String NOTHING_DONE = "nothing was done";
  private static final String PERHAPS_IN_PART = "of a folder a part may have been copied";

  private final VimSession session;
  private final VimTasks tasks;

  /** A file or folder on a datastore. */
  public record Place(FoundDatastore datastore, DatastorePath path) {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** Starts a task between two places. */
  @FunctionalInterface
  private interface Start {
    ManagedObjectReference run(
        VimPortType port, ManagedObjectReference manager, FileName source, FileName target)
        throws Exception;
  }

  public FileManagement(VimSession session, VimTasks tasks) {
    this.session = session;
    this.tasks = tasks;
  }

  /** Creates the folder that holds a file, and those above it; success if it is there. */
  public void makeFolder(FoundDatastore datastore, DatastorePath file) throws VSphereException {
    if (file.folder().isEmpty()) {
      return;
    }
    try {
      makeDirectory(file.folderNotation(), FileName.ofFolder(session, datastore, file), true);
    } catch (VSphereException e) {
      if (e.kind() != Kind.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  /** Creates one folder, which must not be there, in one that is. */
  public void createFolder(Place folder) throws VSphereException {
    makeDirectory(folder.toString(), name(folder), false);
  }

  private void makeDirectory(String what, FileName folder, boolean parents)
      throws VSphereException {
    String operation = "MakeDirectory " + what;
    session.await(
        operation,
        session.begin(
            operation,
            port -> {
              port.makeDirectory(manager(), folder.text(), folder.datacenter(), parents);
              return Boolean.TRUE;
            }));
  }

  /** Gives a file or folder another name. */
  public void move(Place from, Place to, boolean overwrite) throws VSphereException {
    settle(
        "MoveDatastoreFile_Task",
        from,
        to,
        NOTHING_DONE,
        (port, manager, source, target) ->
            port.moveDatastoreFileTask(
                manager,
                source.text(),
                source.datacenter(),
                target.text(),
                target.datacenter(),
                overwrite));
  }

  /** Copies a file or folder. */
  public void copy(Place from, Place to, boolean overwrite) throws VSphereException {
    settle(
        "CopyDatastoreFile_Task",
        from,
        to,
        PERHAPS_IN_PART,
        (port, manager, source, target) ->
            port.copyDatastoreFileTask(
                manager,
                source.text(),
                source.datacenter(),
                target.text(),
                target.datacenter(),
                overwrite));
  }

  private void settle(String task, Place from, Place to, String undone, Start start)
      throws VSphereException {
    FileName source = name(from);
    FileName target = name(to);
    tasks.settle(
        task + " from " + from + " to " + to,
        undone,
        port -> start.run(port, manager(), source, target));
  }

  /** Deletes a file, or a folder with all that is in it; success if there is none. */
  public void delete(Place place) throws VSphereException {
    FileName name = name(place);
    try {
      tasks.run(
          "DeleteDatastoreFile_Task of " + place,
          port -> port.deleteDatastoreFileTask(manager(), name.text(), name.datacenter()));
    } catch (VSphereException e) {
      if (!VimFaults.tellsOfAMissingFile(e)) {
        throw e;
      }
    }
  }

  private ManagedObjectReference manager() {
    return session.content().getFileManager();
  }

  private FileName name(Place place) {
    return FileName.ofFile(session, place.datastore(), place.path());
  }
}
