package io.hostward.bulk.mirror;

import io.hostward.inventory.DatastorePath;
import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes folders that deletions have left empty, from the bottom up: those that a source folder
 * was delivered to which is gone. It goes through deleted files in the order of their paths, so
 * that all that was in a folder comes together, and closes a folder when it is past it. Memory
 * grows with the depth of folders and not with their number.
 */
final class EmptiedFolders {
  private static final int PAGE = 500;

  private final MirrorScope scope;
  private final KnownFolders known;
  private final SourceFolders sources;
  private final FolderRemoval removal;
  private final Account account;
  private final Deque<Open> open = new ArrayDeque<>();

  /** A folder, below which files were deleted that came from below the source. */
  private static final class Open {
    final DatastorePath folder;
    final String source;
    boolean stays;
    boolean looked;
    Deletions.@Nullable Contents contents;

    Open(DatastorePath folder, String source) {
      this.folder = folder;
      this.source = source;
    }

    boolean holds(DatastorePath path) {
      return path.path().startsWith(folder.path() + "/");
    }
  }

  EmptiedFolders(
      MirrorScope scope,
      KnownFolders known,
      SourceFolders sources,
      FolderRemoval removal,
      Account account) {
    this.scope = scope;
    this.known = known;
    this.sources = sources;
    this.removal = removal;
    this.account = account;
  }

  /** Removes them. */
  void remove() throws IOException {
    for (Place place : scope.places()) {
      for (KnownFolders.Moved left : known.moved(place)) {
        removal.end(left);
      }
      String after = "";
      List<KnownFile> page = known.deleted(place, after, PAGE);
      while (!page.isEmpty() && !account.isInterrupted()) {
        for (KnownFile file : page) {
          pass(place, file);
        }
        after = page.get(page.size() - 1).target().path();
        page = known.deleted(place, after, PAGE);
      }
      closeAll();
    }
  }

  private void pass(Place place, KnownFile file) throws IOException {
    while (!open.isEmpty() && !open.element().holds(file.target())) {
      close();
    }
    List<Open> below = new ArrayList<>();
    for (Open folder : folders(place, file)) {
      if (!open.isEmpty() && folder.folder.equals(open.element().folder)) {
        break;
      }
      below.add(0, folder);
    }
    below.forEach(open::push);
  }

  /**
   * The folders that a file was in, from its own upwards, as far as they are called like the
   * source's.
   */
  private List<Open> folders(Place place, KnownFile file) {
    List<Open> folders = new ArrayList<>();
    String top = scope.sourceOf(file.source()).orElse("");
    String target = file.target().folder();
    String source = above(file.source());
    while (!top.isEmpty()
        && source.startsWith(MirrorScope.below(top))
        && target.length() > place.folder().length()
        && name(target).equals(name(source))) {
      folders.add(new Open(new DatastorePath(place.datastore(), target), source));
      target = target.substring(0, Math.max(0, target.lastIndexOf('/')));
      source = above(source);
    }
    return folders;
  }

  private void closeAll() throws IOException {
    while (!open.isEmpty()) {
      close();
    }
  }

  private void close() throws IOException {
    Open folder = open.remove();
    Open parent = open.peek();
    boolean gone =
        !folder.stays
            && !account.isInterrupted()
            && sources.isFolderGone(folder.source)
            && sources.doubt(folder.source).isEmpty()
            && sources.stands(scope.sourceOf(folder.source).orElseThrow())
            && (isMissing(parent, folder) || removal.remove(folder.folder, folder.source));
    if (!gone && parent != null) {
      parent.stays = true;
    } else if (gone && (parent == null || !sources.isFolderGone(parent.source))) {
      // Otherwise a kill before the next would make nobody look at the folder above again.
      known.gone(folder.folder);
    }
  }

  /** Whether the folder above tells that it is gone already: one search for all that are in it. */
  private boolean isMissing(@Nullable Open parent, Open folder) throws IOException {
    if (parent == null) {
      return false;
    } else if (!parent.looked) {
      parent.looked = true;
      parent.contents = removal.look(parent.folder).orElse(null);
    }
    return parent.contents == null
        || (parent.contents.whole()
            && !parent.contents.folders().contains(folder.folder.fileName()));
  }

  private static String above(String location) {
    int end = Math.max(location.lastIndexOf('/'), location.lastIndexOf(File.separatorChar));
    return location.substring(0, Math.max(0, end));
  }

  private static String name(String path) {
    int end = Math.max(path.lastIndexOf('/'), path.lastIndexOf(File.separatorChar));
    return path.substring(end + 1);
  }
}
