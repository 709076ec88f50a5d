package io.hostward.bulk.plan;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Looks how far up folders are not there. Safe for use by many threads. */
final class MissingFolders {
  private static final int REMEMBERED = 50_000;

  private final Listings listings;
  private final Predicate<String> datastores;
  private final Set<Folder> there = ConcurrentHashMap.newKeySet();

  MissingFolders(Listings listings, Predicate<String> datastores) {
    this.datastores = datastores;
    this.listings = listings;
  }

  /**
   * Returns the path of the topmost folder that is not there.
   *
   * @param missing is not there
   * @return empty if that is of no matter, or its datastore does not move folders
   */
  String topmost(Folder missing) throws IOException {
    String path = missing.path();
    if (path.isEmpty()
        || !datastores.test(missing.datastore())
        || !listings.movesFolders(missing.datastore())) {
      return "";
    }
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      Folder above = new Folder(missing.datastore(), path.substring(0, slash));
      if (!there.contains(above)) {
        if (!listings.isThere(above.datastore(), above.path())) {
          return above.path();
        }
        remember(above);
      }
    }
    return path;
  }

  private void remember(Folder folder) {
    if (there.size() >= REMEMBERED) {
      there.clear();
    }
    there.add(folder);
  }
}
