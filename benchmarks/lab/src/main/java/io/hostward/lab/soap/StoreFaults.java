package io.hostward.lab.soap;

import com.vmware.vim25.CannotAccessFile;
import com.vmware.vim25.CannotCreateFile;
import com.vmware.vim25.DirectoryNotEmpty;
import com.vmware.vim25.FileLocked;
import com.vmware.vim25.NoDiskSpace;
import io.hostward.lab.storage.StoreException;
import io.hostward.lab.vim.Faults;
import io.hostward.lab.vim.VimFault;

/** Says in vim25's faults why a datastore refused. */
final class StoreFaults {
  private StoreFaults() {}

  static VimFault of(StoreException refused, Located where) {
    String file = where.label(refused.path());
    return switch (refused.kind()) {
      case NOT_FOUND -> Faults.fileNotFound(file);
      case ALREADY_EXISTS -> Faults.fileAlreadyExists(file);
      case LOCKED ->
          Faults.onFile(
              new FileLocked(), file, "Unable to access file " + file + " since it is locked");
      case NO_SPACE -> noSpace(file, where);
      case NOT_EMPTY ->
          Faults.onFile(new DirectoryNotEmpty(), file, "Directory " + file + " is not empty");
      case IS_DIRECTORY -> cannotCreate(file);
      case INVALID -> Faults.onFile(new CannotAccessFile(), file, "Unable to access file " + file);
    };
  }

  static VimFault cannotCreate(String file) {
    return Faults.onFile(new CannotCreateFile(), file, "Cannot create file " + file);
  }

  private static VimFault noSpace(String file, Located where) {
    var detail = new NoDiskSpace();
    detail.setDatastore(where.entity().name());
    return Faults.onFile(
        detail, file, "Insufficient disk space on datastore " + where.entity().name());
  }
}
