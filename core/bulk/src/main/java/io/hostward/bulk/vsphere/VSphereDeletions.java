package io.hostward.bulk.vsphere;

import io.hostward.DatastoreFiles;
import io.hostward.bulk.mirror.Deletions;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.transfer.VSphereException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes files of a vSphere; virtual disks as a whole, and never a part of one alone. Safe for use
 * by many threads.
 */
public final class VSphereDeletions implements Deletions {
  private final DatastoreFiles files;

  /** Deletions there. */
  public VSphereDeletions(DatastoreFiles files) {
    this.files = files;
  }

  @Override
  public void delete(DatastorePath file) throws VSphereException {
    // One that is gone by now is what was wished for.
    var unused = files.delete(file);
  }

  @Override
  public Optional<Contents> look(DatastorePath folder) throws VSphereException {
    try {
      return files
          .list(
              new DatastoreTarget(folder.datastore(), folder.path(), true),
              List.of(NameGlob.everything()))
          .map(VSphereDeletions::contents);
    } catch (VSphereException e) {
      if (e.kind() == VSphereException.Kind.TOO_LONG) {
        return Optional.of(new Contents(Map.of(), Set.of(), false));
      }
      throw e;
    }
  }

  private static Contents contents(FolderListing listing) {
    Map<String, StoredFile> found = new HashMap<>();
    Set<String> folders = new HashSet<>();
    listing
        .entries()
        .forEach(
            (name, entry) -> {
              if (entry.isFolder()) {
                folders.add(name);
              } else {
                found.put(name, new StoredFile(entry.size(), entry.modified()));
              }
            });
    return new Contents(found, folders, true);
  }

  @Override
  public void moveFolder(DatastorePath from, DatastorePath to) throws VSphereException {
    files.move(from, to, false);
  }

  @Override
  public void deleteFolder(DatastorePath folder) throws VSphereException {
    var unused = files.deleteFolder(folder);
  }
}
