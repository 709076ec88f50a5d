package io.hostward.bulk.plan;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What folders hold, asked for once a folder as long as it fits. Bounded by the number of files
 * that it remembers, in all.
 */
final class FolderCache {
  /** Some 150 bytes each. */
  static final int MOST_FILES = 200_000;

  /** Stands for a folder that is searched by name. */
  private static final FolderListing LARGE = new FolderListing(Map.of(), false);

  private final Listings listings;
  private final FolderSearches searches;
  private final int mostFiles;
  private final Map<Folder, FolderListing> folders = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, IOException> failed = new HashMap<>();
  private final Set<String> answered = new HashSet<>();
  private long weight;

  FolderCache(Listings listings, FolderSearches searches, int mostFiles) {
    this.listings = listings;
    this.searches = searches;
    this.mostFiles = mostFiles;
  }

  /**
   * Searches those that nothing is known of yet, at the same time: of a datastore that has not
   * answered before one goes first, so that one that is dead is asked once.
   */
  void prepare(Collection<Folder> wanted) {
    Deque<Folder> left = new ArrayDeque<>(wanted);
    left.removeIf(folders::containsKey);
    while (!left.isEmpty()) {
      Set<String> asked = new HashSet<>();
      List<Folder> next = new ArrayList<>();
      for (Iterator<Folder> at = left.iterator(); at.hasNext(); ) {
        Folder folder = at.next();
        if (answered.contains(folder.datastore()) || asked.add(folder.datastore())) {
          next.add(folder);
          at.remove();
        }
      }
      search(next.stream().filter(folder -> !failed.containsKey(folder.datastore())).toList());
    }
  }

  private void search(List<Folder> unknown) {
    List<FolderSearches.Found> found = searches.all(unknown);
    for (int at = 0; at < unknown.size(); at++) {
      Folder folder = unknown.get(at);
      try {
        note(folder, found.get(at).listing());
        answered.add(folder.datastore());
      } catch (IOException e) {
        failed.putIfAbsent(folder.datastore(), e);
      }
    }
  }

  /**
   * Returns what a folder holds of these names.
   *
   * @throws IOException if it could not be searched: a datastore that failed once is not asked
   *     again, so that one that is dead costs one patience and not one for each of its folders
   */
  Map<String, StoredFile> look(Folder folder, Collection<String> names) throws IOException {
    IOException before = failed.get(folder.datastore());
    if (before != null) {
      throw before;
    }
    try {
      FolderListing listing = listing(folder);
      return listing.whole() ? listing.files() : byName(folder, names);
    } catch (IOException e) {
      failed.put(folder.datastore(), e);
      throw e;
    }
  }

  /** Looks for one file; empty if it is not there or nothing can be found out. */
  Optional<StoredFile> find(Folder folder, String name) {
    try {
      return Optional.ofNullable(look(folder, List.of(name)).get(name));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private FolderListing listing(Folder folder) throws IOException {
    FolderListing known = folders.get(folder);
    if (known != null) {
      return known;
    }
    FolderListing found = listings.folder(folder.datastore(), folder.path());
    note(folder, found);
    return found;
  }

  private void note(Folder folder, FolderListing found) {
    boolean tooLarge = !found.whole() || found.files().size() > mostFiles / 2;
    remember(folder, tooLarge ? LARGE : found);
  }

  private void remember(Folder folder, FolderListing listing) {
    folders.put(folder, listing);
    weight += weight(listing);
    Iterator<FolderListing> eldest = folders.values().iterator();
    while (weight > mostFiles && folders.size() > 1) {
      weight -= weight(eldest.next());
      eldest.remove();
    }
  }

  private static long weight(FolderListing listing) {
    return listing.files().size() + 1L;
  }

  private Map<String, StoredFile> byName(Folder folder, Collection<String> names)
      throws IOException {
    Map<String, StoredFile> found = new HashMap<>();
    List<String> all = new ArrayList<>(names);
    for (int at = 0; at < all.size(); at += Listings.MOST_NAMES) {
      List<String> some = all.subList(at, Math.min(all.size(), at + Listings.MOST_NAMES));
      found.putAll(listings.named(folder.datastore(), folder.path(), some));
    }
    return found;
  }
}
