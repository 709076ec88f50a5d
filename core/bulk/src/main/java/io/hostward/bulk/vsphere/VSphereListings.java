package io.hostward.bulk.vsphere;

import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.NameGlob;
import io.hostward.spi.Datastore;
import io.hostward.spi.VSphere;
import io.hostward.transfer.VSphereException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What folders hold, by one search a folder; a folder whose answer would be too long is said not to
 * be listed whole. Safe for use by many threads.
 */
public final class VSphereListings implements Listings {
  private final VSphere vsphere;

  /**
   * Listings of a vSphere.
   *
   * @param vsphere stays its owner's
   */
  public VSphereListings(VSphere vsphere) {
    this.vsphere = vsphere;
  }

  @Override
  public FolderListing folder(String datastore, String folder) throws VSphereException {
    try {
      Optional<Map<String, StoredFile>> files =
          search(datastore, folder, List.of(NameGlob.everything()));
      // The top is always there; a server that says otherwise shows nothing of it.
      return files.isPresent() || folder.isEmpty()
          ? new FolderListing(files.orElse(Map.of()), true)
          : FolderListing.NONE;
    } catch (VSphereException e) {
      if (e.kind() == VSphereException.Kind.TOO_LONG) {
        return new FolderListing(Map.of(), false);
      }
      throw e;
    }
  }

  @Override
  public Map<String, StoredFile> named(String datastore, String folder, Collection<String> names)
      throws VSphereException {
    return search(datastore, folder, names.stream().map(NameGlob::exactly).toList())
        .orElse(Map.of());
  }

  @Override
  public boolean isThere(String datastore, String folder) throws VSphereException {
    return store(datastore).find(new DatastorePath(datastore, folder)).isPresent();
  }

  /** vSAN and vVol keep objects, not directories, at their top and perhaps below it. */
  @Override
  public boolean movesFolders(String datastore) throws VSphereException {
    String type =
        store(datastore).snapshot().datastore().type().orElse("").toLowerCase(Locale.ROOT);
    return !type.startsWith("vsan") && !type.equals("vvol");
  }

  private Datastore store(String datastore) throws VSphereException {
    return vsphere.files(datastore, Optional.empty());
  }

  private Optional<Map<String, StoredFile>> search(
      String datastore, String folder, List<NameGlob> names) throws VSphereException {
    return store(datastore).list(folder, names).map(VSphereListings::files);
  }

  private static Map<String, StoredFile> files(io.hostward.inventory.FolderListing listing) {
    Map<String, StoredFile> files = new HashMap<>();
    listing
        .entries()
        .forEach(
            (name, entry) -> {
              if (!entry.isFolder()) {
                files.put(name, new StoredFile(entry.size(), entry.modified()));
              }
            });
    return files;
  }
}
