package io.hostward.vsphere.files;

import com.vmware.vim25.FileInfo;
import com.vmware.vim25.FileQueryFlags;
import com.vmware.vim25.FolderFileInfo;
import com.vmware.vim25.HostDatastoreBrowserSearchResults;
import com.vmware.vim25.HostDatastoreBrowserSearchSpec;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import io.hostward.vsphere.inventory.FoundDatastore;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.VimFaults;
import io.hostward.vsphere.session.VimSession;
import java.util.Optional;

/** Looks at, moves and deletes files through the server's file manager. */
public final class DatastoreFiles {
  private final VimSession session;
  private final VimTasks tasks;

  public DatastoreFiles(VimSession session, VimTasks tasks) {
    this.session = session;
    this.tasks = tasks;
  }

  public Optional<DatastoreEntry> find(FoundDatastore datastore, DatastorePath file)
      throws VSphereException {
    Moref browser =
        datastore
            .browser()
            .orElseThrow(
                () ->
                    new VSphereException(
                        Kind.PERMISSION,
                        session.describe()
                            + " shows no file browser of "
                            + datastore.snapshot().datastore().name()
                            + "; the user needs Datastore.Browse on it",
                        null));
    try {
      return tasks
          .run(
              "SearchDatastore_Task for " + file,
              port ->
                  port.searchDatastoreTask(
                      browser.toVim(), FileName.searched(datastore, file), search(file.fileName())))
          .filter(HostDatastoreBrowserSearchResults.class::isInstance)
          .map(HostDatastoreBrowserSearchResults.class::cast)
          .flatMap(results -> entryIn(results, file.fileName()));
    } catch (VSphereException e) {
      if (isFileNotFound(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public void makeFolder(FoundDatastore datastore, DatastorePath file) throws VSphereException {
    if (file.folder().isEmpty()) {
      return;
    }
    try {
      String operation = "MakeDirectory " + file.folderNotation();
      FileName folder = FileName.ofFolder(session, datastore, file);
      session.await(
          operation,
          session.begin(
              operation,
              port -> {
                port.makeDirectory(
                    session.content().getFileManager(), folder.text(), folder.datacenter(), true);
                return Boolean.TRUE;
              }));
    } catch (VSphereException e) {
      if (e.kind() != Kind.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  public void move(
      FoundDatastore datastore, DatastorePath from, DatastorePath to, boolean overwrite)
      throws VSphereException {
    FileName source = FileName.ofFile(session, datastore, from);
    FileName target = FileName.ofFile(session, datastore, to);
    tasks.settle(
        "MoveDatastoreFile_Task from " + from + " to " + to,
        port ->
            port.moveDatastoreFileTask(
                session.content().getFileManager(),
                source.text(),
                source.datacenter(),
                target.text(),
                target.datacenter(),
                overwrite));
  }

  public void delete(FoundDatastore datastore, DatastorePath file) throws VSphereException {
    FileName name = FileName.ofFile(session, datastore, file);
    try {
      tasks.run(
          "DeleteDatastoreFile_Task of " + file,
          port ->
              port.deleteDatastoreFileTask(
                  session.content().getFileManager(), name.text(), name.datacenter()));
    } catch (VSphereException e) {
      if (!isFileNotFound(e)) {
        throw e;
      }
    }
  }

  /** A datastore that is gone must not pass for one without the file. */
  private static boolean isFileNotFound(VSphereException failure) {
    return failure.getCause() != null && VimFaults.isFileNotFound(failure.getCause());
  }

  private static HostDatastoreBrowserSearchSpec search(String fileName) {
    FileQueryFlags details = new FileQueryFlags();
    // The type is asked for because a folder of that name must not pass for a file.
    details.setFileType(true);
    details.setFileSize(true);
    details.setModification(false);
    details.setFileOwner(false);
    HostDatastoreBrowserSearchSpec spec = new HostDatastoreBrowserSearchSpec();
    spec.setDetails(details);
    // The pattern is a glob: its special characters are replaced by one that matches any, and the
    // exact name is compared below.
    spec.getMatchPattern().add(fileName.replaceAll("[*?\\[\\]{}\\\\]", "?"));
    return spec;
  }

  /** Servers written in Go leave a size of zero out, though it was asked for (vcsim 0.24.2). */
  static Optional<DatastoreEntry> entryIn(HostDatastoreBrowserSearchResults results, String name) {
    Optional<DatastoreEntry> folder = Optional.empty();
    for (FileInfo info : results.getFile()) {
      if (!info.getPath().equals(name)) {
        continue;
      }
      if (!(info instanceof FolderFileInfo)) {
        return Optional.of(
            DatastoreEntry.file(info.getFileSize() == null ? 0 : info.getFileSize()));
      }
      folder = Optional.of(DatastoreEntry.folder());
    }
    return folder;
  }
}
