package io.hostward.vsphere.files;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.transfer.VSphereException;
import io.hostward.vsphere.inventory.FoundDatastore;
import io.hostward.vsphere.session.Moref;
import io.hostward.vsphere.session.VimSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks for files, for many of one folder in one search. Safe for use by many threads. */
final class FileLooks {
  private final VimSession session;
  private final Search search;
  private final Map<Folder, Shared> folders = new HashMap<>();

  /** Looks what stands under names of one folder. */
  interface Search {
    /** Returns an answer for each of them. */
    Map<String, Optional<DatastoreEntry>> entries(
        String operation, FoundDatastore datastore, String folder, List<String> names)
        throws VSphereException;
  }

  private record Folder(Optional<Moref> browser, String datastore, String path) {}

  /** What a folder's callers share as long as there are any. */
  private static final class Shared {
    private final Joint<String, Optional<DatastoreEntry>> joint;
    private int callers;

    private Shared(Joint<String, Optional<DatastoreEntry>> joint) {
      this.joint = joint;
    }
  }

  FileLooks(VimSession session, Search search) {
    this.session = session;
    this.search = search;
  }

  /** Returns what stands under a name. */
  Optional<DatastoreEntry> look(FoundDatastore datastore, DatastorePath file)
      throws VSphereException {
    Folder folder =
        new Folder(datastore.browser(), datastore.snapshot().datastore().name(), file.folder());
    Shared shared = enter(folder, datastore);
    Optional<Optional<DatastoreEntry>> found;
    try {
      found = shared.joint.ask(operation(file), file.fileName());
    } finally {
      leave(folder);
    }
    return found.isPresent()
        ? found.get()
        : Objects.requireNonNull(
            ask(datastore, folder, List.of(file.fileName())).get(file.fileName()));
  }

  private synchronized Shared enter(Folder folder, FoundDatastore datastore) {
    Shared shared =
        folders.computeIfAbsent(
            folder,
            key -> new Shared(new Joint<>(session, names -> ask(datastore, folder, names))));
    shared.callers++;
    return shared;
  }

  private synchronized void leave(Folder folder) {
    folders.computeIfPresent(folder, (key, shared) -> --shared.callers == 0 ? null : shared);
  }

  private Map<String, Optional<DatastoreEntry>> ask(
      FoundDatastore datastore, Folder folder, List<String> names) throws VSphereException {
    String first = folder.path().isEmpty() ? names.get(0) : folder.path() + "/" + names.get(0);
    String operation =
        operation(datastore.snapshot().datastore().file(first))
            + (names.size() == 1 ? "" : " and " + (names.size() - 1) + " more of its folder");
    return search.entries(operation, datastore, folder.path(), names);
  }

  private static String operation(DatastorePath file) {
    return "SearchDatastore_Task for " + file;
  }
}
