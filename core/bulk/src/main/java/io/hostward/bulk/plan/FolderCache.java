package io.hostward.bulk.plan;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** Topmost folders that were found not to be there. */
  private static final int MOST_MISSING = 20_000;

  private final Listings listings;
  private final FolderSearches searches;
  private final int mostFiles;
  private final Map<Folder, FolderSearches.Look> folders = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<Folder> missing =
      Collections.newSetFromMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Folder, Boolean> eldest) {
              return size() > MOST_MISSING;
            }
          });
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
    while (!left.isEmpty()) {
      left.removeIf(this::isKnown);
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
        note(folder, found.get(at).look());
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
      FolderListing listing = look(folder).listing();
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

  /** Tells whether there is a folder, or something else in its place. */
  boolean isThere(Folder folder) throws IOException {
    return look(folder).listing().there();
  }

  /**
   * Returns the path of the topmost folder that is not there, if this one is not; empty if it is,
   * or its datastore does not move folders.
   */
  String missing(Folder folder) throws IOException {
    return look(folder).missing();
  }

  private FolderSearches.Look look(Folder folder) throws IOException {
    if (!isKnown(folder)) {
      note(folder, searches.one(folder));
    }
    return Objects.requireNonNull(folders.get(folder));
  }

  /** What is below a folder that is not there is not there either. */
  private boolean isKnown(Folder folder) {
    if (folders.containsKey(folder)) {
      return true;
    }
    String path = folder.path();
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      String above = path.substring(0, end);
      if (missing.contains(new Folder(folder.datastore(), above))) {
        remember(folder, new FolderSearches.Look(FolderListing.NONE, above));
        return true;
      }
    }
    return false;
  }

  private void note(Folder folder, FolderSearches.Look found) {
    FolderListing listing = found.listing();
    boolean tooLarge = !listing.whole() || listing.files().size() > mostFiles / 2;
    remember(folder, tooLarge ? new FolderSearches.Look(LARGE, "") : found);
    if (!found.missing().isEmpty()) {
      missing.add(new Folder(folder.datastore(), found.missing()));
    }
  }

  private void remember(Folder folder, FolderSearches.Look look) {
    folders.put(folder, look);
    weight += weight(look);
    Iterator<FolderSearches.Look> eldest = folders.values().iterator();
    while (weight > mostFiles && folders.size() > 1) {
      weight -= weight(eldest.next());
      eldest.remove();
    }
  }

  private static long weight(FolderSearches.Look look) {
    return look.listing().files().size() + 1L;
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
