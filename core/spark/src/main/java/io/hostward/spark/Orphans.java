package io.hostward.spark;

import io.hostward.DatastoreFiles;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.plan.FolderListing;
import io.hostward.bulk.plan.Listings;
import io.hostward.bulk.plan.StoredFile;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.DatastoreTarget;
import io.hostward.transfer.VSphereException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary files that a lost task of this job left in the folders of a shard. They are noticed
 * in the listings by which the shard is planned anyway, which costs no call; only a folder that is
 * too large to be listed is searched once for them. Those of other shards in the same folders,
 * which may be in use, are left alone.
 */
final class Orphans implements Listings {
  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

  private final Listings listings;
  private final DatastoreFiles files;
  private final UploadIds ids;
  private final Map<UUID, List<DatastorePath>> seen = new ConcurrentHashMap<>();
  private final List<DatastorePath> own = new ArrayList<>();

  Orphans(Listings listings, DatastoreFiles files, UploadIds ids) {
    this.listings = listings;
    this.files = files.plain();
    this.ids = ids;
  }

  @Override
  public FolderListing folder(String datastore, String folder) throws IOException {
    FolderListing listing = listings.folder(datastore, folder);
    if (listing.whole()) {
      String beginning = folder.isEmpty() ? "" : folder + "/";
      for (String name : listing.files().keySet()) {
        Optional<UUID> upload = DatastoreFiles.uploadOf(name);
        upload.ifPresent(id -> note(id, new DatastorePath(datastore, beginning + name)));
      }
    } else {
      search(datastore, folder);
    }
    return listing;
  }

  private void search(String datastore, String folder) {
    try {
      files
          .leftovers(new DatastoreTarget(datastore, folder, true), false, Duration.ZERO)
          .forEach(left -> note(left.upload(), left.path()));
    } catch (VSphereException e) {
      LOG.warn(
          "What lost tasks left in [{}] {} is not known: {}", datastore, folder, e.getMessage());
    }
  }

  private void note(UUID id, DatastorePath path) {
    if (ids.isOfJob(id)) {
      seen.computeIfAbsent(id, same -> new ArrayList<>()).add(path);
    }
  }

  @Override
  public Map<String, StoredFile> named(String datastore, String folder, Collection<String> names)
      throws IOException {
    return listings.named(datastore, folder, names);
  }

  @Override
  public boolean isThere(String datastore, String folder) throws IOException {
    return listings.isThere(datastore, folder);
  }

  @Override
  public boolean movesFolders(String datastore) throws IOException {
    return listings.movesFolders(datastore);
  }

  /** Opens the deliveries of a shard again. */
  @FunctionalInterface
  interface Rows {
    Stream<Delivery> open() throws IOException;
  }

  /**
   * Deletes those of the shard's own deliveries, before it has sent anything.
   *
   * @return how many were deleted
   */
  int remove(Rows rows) {
    if (seen.isEmpty()) {
      return 0;
    }
    try (Stream<Delivery> deliveries = rows.open()) {
      deliveries.forEach(
          delivery -> {
            List<DatastorePath> left = seen.remove(ids.of(delivery.target()));
            if (left != null) {
              own.addAll(left);
            }
          });
    } catch (IOException e) {
      LOG.warn("What lost tasks left is not removed: {}", e.getMessage());
    }
    return removeAgain();
  }

  /** Deletes what could not be deleted before: a host keeps hold of a file for a while. */
  int removeAgain() {
    int removed = 0;
    for (Iterator<DatastorePath> left = own.iterator(); left.hasNext(); ) {
      DatastorePath path = left.next();
      try {
        if (files.delete(path)) {
          removed++;
        }
        left.remove();
      } catch (VSphereException e) {
        LOG.warn("{}, which a lost task left, cannot be deleted yet: {}", path, e.getMessage());
      }
    }
    return removed;
  }
}
