package io.hostward.bulk.vsphere;

import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.NameGlob;
import io.hostward.spi.VSphere;
import io.hostward.transfer.VSphereException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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
      return new FolderListing(search(datastore, folder, List.of(NameGlob.everything())), true);
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
    return search(datastore, folder, names.stream().map(NameGlob::exactly).toList());
  }

  private Map<String, StoredFile> search(String datastore, String folder, List<NameGlob> names)
      throws VSphereException {
    Map<String, StoredFile> files = new HashMap<>();
    var listing = vsphere.datastore(datastore, Optional.empty()).list(folder, names);
    if (listing.isPresent()) {
      for (Map.Entry<String, DatastoreEntry> entry : listing.get().entries().entrySet()) {
        if (!entry.getValue().isFolder()) {
          files.put(
              entry.getKey(), new StoredFile(entry.getValue().size(), entry.getValue().modified()));
        }
      }
    }
    return files;
  }
}
