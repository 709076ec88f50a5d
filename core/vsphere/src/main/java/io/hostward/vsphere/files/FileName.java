package io.hostward.vsphere.files;

import com.vmware.vim25.ManagedObjectReference;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreSnapshot;
import io.hostward.transfer.FolderTarget;
import io.hostward.vsphere.inventory.FoundDatastore;
import io.hostward.vsphere.session.VimSession;
import org.jspecify.annotations.Nullable;

/**
 * How the server's file manager is told a file or a folder.
 *
 * <p>It takes {@code [datastore] path} with a datacenter beside it, or the URL under {@code
 * /folder}, which holds all three. In the first the name of a datastore ends at a bracket, and how
 * a server reads one that holds brackets itself is not documented: such names go in the URL, where
 * they are encoded.
 *
 * @param text the file's name
 * @param datacenter which goes with it; null with a URL, and on a host, which has one and ignores
 *     it
 */
record FileName(String text, @Nullable ManagedObjectReference datacenter) {

  static FileName ofFile(VimSession session, FoundDatastore datastore, DatastorePath file) {
    return of(session, datastore, file.path());
  }

  static FileName ofFolder(VimSession session, FoundDatastore datastore, DatastorePath file) {
    return of(session, datastore, file.folder());
  }

  /** The folder for a search, which takes no URL. */
  static String searched(FoundDatastore datastore, String folder) {
    return bracketed(datastore.snapshot().datastore().name(), folder);
  }

  private static FileName of(VimSession session, FoundDatastore found, String path) {
    DatastoreSnapshot datastore = found.snapshot().datastore();
    String name = datastore.name();
    if (name.indexOf('[') < 0 && name.indexOf(']') < 0) {
      return new FileName(
          bracketed(name, path), session.isVcenter() ? found.datacenter().toVim() : null);
    }
    FolderTarget target =
        session.isVcenter()
            ? FolderTarget.onVcenter(name, path, datastore.datacenterPath())
            : FolderTarget.onHost(name, path);
    return new FileName(target.at(session.address()), null);
  }

  private static String bracketed(String name, String path) {
    return path.isEmpty() ? "[" + name + "]" : "[" + name + "] " + path;
  }
}
