package io.hostward.bulk.upload;

import io.hostward.inventory.DatastoreEntry;
import io.hostward.inventory.DatastorePath;
import io.hostward.inventory.FolderListing;
import io.hostward.inventory.NameGlob;
import io.hostward.spi.Datastore;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a folder, and those below it, hold: by one search, or by searches for names where the answer
 * would be too long. Not thread-safe.
 */
final class FolderContents {
  private static final int MOST_NAMES = 200;

  /** What an upload that was broken off may have left. */
  static final NameGlob TEMPORARY = NameGlob.parse(".hostward-*.part");

  private final Datastore datastore;
  private final String folder;
  private final boolean there;

  /** By the path below the folder; temporary ones alone if the others are searched by name. */
  private final Map<String, DatastoreEntry> files;

  private final boolean whole;

  private FolderContents(
      Datastore datastore,
      String folder,
      boolean there,
      boolean whole,
      Map<String, DatastoreEntry> files) {
    this.datastore = datastore;
    this.folder = folder;
    this.there = there;
    this.whole = whole;
    this.files = files;
  }

  static FolderContents of(Datastore datastore, String folder) throws VSphereException {
    try {
      List<FolderListing> listings = datastore.listAll(folder, List.of(NameGlob.everything()));
      return new FolderContents(
          datastore, folder, !listings.isEmpty(), true, files(folder, listings));
    } catch (VSphereException e) {
      if (e.kind() != Kind.TOO_LONG) {
        throw e;
      }
      return new FolderContents(datastore, folder, true, false, temporary(datastore, folder));
    }
  }

  private static Map<String, DatastoreEntry> temporary(Datastore datastore, String folder)
      throws VSphereException {
    return files(folder, datastore.listAll(folder, List.of(TEMPORARY)));
  }

  private static Map<String, DatastoreEntry> files(String folder, List<FolderListing> listings) {
    Map<String, DatastoreEntry> files = new HashMap<>();
    for (FolderListing listing : listings) {
      String below = listing.folder().substring(folder.length());
      String prefix = below.isEmpty() ? "" : below.substring(1) + "/";
      listing
          .entries()
          .forEach(
              (name, entry) -> {
                if (!entry.isFolder()) {
                  files.put(prefix + name, entry);
                }
              });
    }
    return files;
  }

  boolean isThere() {
    return there;
  }

  /**
   * Returns all files by their paths below the folder, if they fitted into one answer; those of
   * them alone that uploads have left, otherwise.
   */
  Collection<String> all() {
    return List.copyOf(files.keySet());
  }

  /** Returns those of these files that are there. */
  Map<String, DatastoreEntry> find(Collection<String> paths) throws VSphereException {
    Map<String, DatastoreEntry> found = new HashMap<>();
    if (whole) {
      for (String path : paths) {
        DatastoreEntry entry = files.get(path);
        if (entry != null) {
          found.put(path, entry);
        }
      }
      return found;
    }
    Map<String, List<String>> names = new HashMap<>();
    for (String path : paths) {
      int slash = path.lastIndexOf('/');
      names
          .computeIfAbsent(path.substring(0, slash + 1), key -> new ArrayList<>())
          .add(path.substring(slash + 1));
    }
    for (Map.Entry<String, List<String>> below : names.entrySet()) {
      search(below.getKey(), below.getValue(), found);
    }
    return found;
  }

  private void search(String prefix, List<String> names, Map<String, DatastoreEntry> found)
      throws VSphereException {
    String path =
        prefix.isEmpty() ? folder : folder + "/" + prefix.substring(0, prefix.length() - 1);
    for (int at = 0; at < names.size(); at += MOST_NAMES) {
      List<String> some = names.subList(at, Math.min(names.size(), at + MOST_NAMES));
      datastore
          .list(path, some.stream().map(NameGlob::exactly).toList())
          .ifPresent(
              listing ->
                  listing
                      .entries()
                      .forEach(
                          (name, entry) -> {
                            if (!entry.isFolder()) {
                              found.put(prefix + name, entry);
                            }
                          }));
    }
  }

  /** Returns where a file is. */
  DatastorePath place(String datastoreName, String path) {
    return new DatastorePath(datastoreName, folder + "/" + path);
  }
}
