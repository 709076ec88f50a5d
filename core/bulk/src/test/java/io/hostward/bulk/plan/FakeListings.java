package io.hostward.bulk.plan;

import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Datastores whose searches hold so many files and no more. */
public final class FakeListings implements Listings {
  private final Map<DatastorePath, StoredFile> files = new HashMap<>();
  private final Set<String> moving = new HashSet<>();
  private final Set<String> dead = new HashSet<>();
  private final int mostFiles;
  private int folderSearches;
  private int nameSearches;

  public FakeListings(int mostFiles) {
    this.mostFiles = mostFiles;
  }

  public FakeListings with(DatastorePath path, long size) {
    return with(path, size, Instant.EPOCH);
  }

  public FakeListings with(DatastorePath path, long size, Instant modified) {
    files.put(path, new StoredFile(size, Optional.of(modified)));
    return this;
  }

  public FakeListings dead(String datastore) {
    dead.add(datastore);
    return this;
  }

  /** These move folders, and tell which are not there. */
  public FakeListings movingFolders(String... datastores) {
    moving.addAll(List.of(datastores));
    return this;
  }

  @Override
  public boolean movesFolders(String datastore) {
    return moving.contains(datastore);
  }

  @Override
  public synchronized boolean isThere(String datastore, String folder) {
    folderSearches++;
    return files.keySet().stream()
        .anyMatch(
            path -> path.datastore().equals(datastore) && path.path().startsWith(folder + "/"));
  }

  public Optional<StoredFile> file(DatastorePath path) {
    return Optional.ofNullable(files.get(path));
  }

  public int folderSearches() {
    return folderSearches;
  }

  public int nameSearches() {
    return nameSearches;
  }

  @Override
  public synchronized FolderListing folder(String datastore, String folder) throws IOException {
    folderSearches++;
    Map<String, StoredFile> found = search(datastore, folder);
    if (found.isEmpty() && moving.contains(datastore) && !isThere(datastore, folder)) {
      return FolderListing.NONE;
    }
    return found.size() > mostFiles
        ? new FolderListing(Map.of(), false)
        : new FolderListing(found, true);
  }

  @Override
  public synchronized Map<String, StoredFile> named(
      String datastore, String folder, Collection<String> names) throws IOException {
    nameSearches++;
    if (names.isEmpty() || names.size() > MOST_NAMES) {
      throw new AssertionError(names.size() + " names at once");
    }
    Map<String, StoredFile> found = search(datastore, folder);
    found.keySet().retainAll(names);
    return found;
  }

  private Map<String, StoredFile> search(String datastore, String folder) throws IOException {
    if (dead.contains(datastore)) {
      throw new IOException("searching [" + datastore + "] " + folder + ": no answer");
    }
    Map<String, StoredFile> found = new HashMap<>();
    files.forEach(
        (path, file) -> {
          if (path.datastore().equals(datastore) && path.folder().equals(folder)) {
            found.put(path.fileName(), file);
          }
        });
    return found;
  }
}
