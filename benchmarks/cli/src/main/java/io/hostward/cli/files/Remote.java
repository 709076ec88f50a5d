package io.hostward.cli.files;

import io.hostward.DatastoreFiles;
import io.hostward.cli.console.CommandFailure;
import io.hostward.cli.console.ExitCode;
import io.hostward.cli.site.OpenSite;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.net.Printable;
import io.hostward.transfer.VSphereException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The files of the site's datastores, as commands ask for them. */
final class Remote {
  private final OpenSite site;
  private final Optional<Duration> limit;
  private final boolean plain;

  /**
   * The files of a site.
   *
   * @param limit how long each thing that is done with them may take
   * @param plain whether the files of virtual disks are files like others
   */
  Remote(OpenSite site, Optional<Duration> limit, boolean plain) {
    this.site = site;
    this.limit = limit;
    this.plain = plain;
  }

  DatastoreFiles of(String datastore) {
    DatastoreFiles all = site.hostward().files();
    DatastoreFiles files = limit.map(all::within).orElse(all);
    DatastoreFiles here = site.datacenterOf(datastore).map(files::in).orElse(files);
    return plain ? here.plain() : here;
  }

  Optional<DatastoreEntry> find(DatastorePath path) throws VSphereException {
    return of(path.datastore()).find(path);
  }

  /** What a folder holds; fails if there is none. */
  List<RemoteEntry> list(DatastoreTarget folder, NameGlob names)
      throws VSphereException, CommandFailure {
    return of(folder.datastore())
        .list(folder, List.of(names))
        .map(listing -> entries(folder.datastore(), listing))
        .orElseThrow(() -> missing("folder", folder.toString()));
  }

  static List<RemoteEntry> entries(String datastore, FolderListing listing) {
    List<RemoteEntry> entries = new ArrayList<>();
    listing
        .entries()
        .forEach(
            (name, entry) -> entries.add(RemoteEntry.of(datastore, listing.path(name), entry)));
    return entries;
  }

  /**
   * What a user has named, and nothing else; of a pattern, what it stands for now. Fails if there
   * is nothing. A name comes before longer ones, so that a disk comes before its parts.
   */
  List<RemoteEntry> named(RemoteName name) throws VSphereException, CommandFailure {
    if (!name.isPattern()) {
      DatastorePath path = name.path();
      return List.of(
          RemoteEntry.of(
              path, find(path).orElseThrow(() -> missing("file or folder", path.toString()))));
    }
    List<RemoteEntry> found = new ArrayList<>(list(name.holder(), name.name().orElseThrow()));
    if (found.isEmpty()) {
      throw missing("file or folder", name.toString());
    }
    found.sort(
        Comparator.comparingInt((RemoteEntry entry) -> entry.name().length())
            .thenComparing(RemoteEntry::name));
    return found;
  }

  static CommandFailure missing(String what, String path) {
    return new CommandFailure(
        ExitCode.FAILED, "there is no " + what + " " + Printable.whole(path), null);
  }
}
