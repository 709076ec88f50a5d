package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.plan.KnownContents.KnownFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The folders of a plan that are to appear as a whole. Remembers those of the last deliveries: by
 * the time that it forgets one, it is written down, and known from there.
 */
final class NewFolders {
  /** More than a plan has in hand before it is written down. */
  private static final int REMEMBERED = 64 * 1024;

  private final KnownContents contents;
  private final Predicate<String> datastores;
  private final Map<Folder, NewFolder> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Folder, NewFolder> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Folders of a plan.
   *
   * @param datastores on which folders are to appear as a whole, by name
   */
  NewFolders(KnownContents contents, Predicate<String> datastores) {
    this.contents = contents;
    this.datastores = datastores;
  }

  boolean mayAppear(Folder folder) {
    return !folder.path().isEmpty() && datastores.test(folder.datastore());
  }

  /**
   * Returns the new folder that is this one, or holds it: also one that an earlier run keeps, if
   * this plan has none appear as a whole.
   */
  Optional<KnownFolder> of(Folder folder) {
    String path = folder.path();
    if (path.isEmpty()) {
      return Optional.empty();
    }
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      NewFolder above = made.get(new Folder(folder.datastore(), path.substring(0, end)));
      if (above != null) {
        return Optional.of(new KnownFolder(above, true));
      }
    }
    NewFolder same = made.get(folder);
    try {
      return same != null
          ? Optional.of(new KnownFolder(same, true))
          : contents.newFolder(folder.datastore(), path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the new folder for one that is not there.
   *
   * @param topmost the path of the topmost that is not there
   */
  NewFolder make(Folder missing, String topmost) {
    return made.computeIfAbsent(
        new Folder(missing.datastore(), topmost),
        folder -> NewFolder.of(folder.datastore(), folder.path()));
  }
}
