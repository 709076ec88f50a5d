package io.hostward.bulk.mirror;

import io.hostward.bulk.mirror.Fate.What;
import io.hostward.bulk.plan.Listings;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * Removes one folder if it is empty. A server deletes a folder with all that is in it, and somebody
 * may put a file there after the search that found it empty. So it first gets a name that nobody
 * knows; whoever comes now finds no folder, or makes a new one. Then a second search tells whether
 * somebody came before that. If so, it gets its own name back with what is in it.
 *
 * <p>Datastores that do not move folders keep them.
 */
final class FolderRemoval {
  private final Deletions deletions;
  private final Listings listings;
  private final KnownFolders known;
  private final Account account;

  FolderRemoval(Deletions deletions, Listings listings, KnownFolders known, Account account) {
    this.deletions = deletions;
    this.listings = listings;
    this.known = known;
    this.account = account;
  }

  /** Returns what a folder holds; nothing if there is none. */
  Optional<Deletions.Contents> look(DatastorePath folder) throws IOException {
    return deletions.look(folder);
  }

  /** Returns whether it is gone. */
  boolean remove(DatastorePath folder, String source) throws IOException {
    Optional<Deletions.Contents> contents = deletions.look(folder);
    if (contents.isEmpty()) {
      return true;
    } else if (!contents.get().isEmpty() || !listings.movesFolders(folder.datastore())) {
      return false;
    }
    if (known.isMoved(folder)) {
      // What somebody put into it once is under its other name still, and must not be forgotten.
      return false;
    }
    var moved = new KnownFolders.Moved(folder, folder.sibling(otherName()));
    known.moving(moved);
    try {
      deletions.moveFolder(folder, moved.temporary());
    } catch (IOException e) {
      if (isGone(folder)) {
        // Whether under the other name, the next run finds out.
        throw e;
      }
      known.back(moved);
      account.kept(What.FOLDER, Account.folder(folder, source), "it is empty, and " + words(e));
      return false;
    }
    return deleteOrMoveBack(moved, source);
  }

  /** Not called like what an upload leaves: whatever cleans up after those must not take it. */
  private static String otherName() {
    return ".hostward-" + UUID.randomUUID() + ".emptied";
  }

  private static String words(IOException e) {
    return "cannot be moved in order to be removed: " + e.getMessage();
  }

  private boolean isGone(DatastorePath folder) throws IOException {
    return deletions.look(folder).isEmpty();
  }

  /** Ends what a run had begun that was killed, or could not be moved back. */
  void end(KnownFolders.Moved moved) throws IOException {
    Optional<Deletions.Contents> contents = deletions.look(moved.temporary());
    if (contents.isPresent() && !contents.get().isEmpty()) {
      moveBack(moved, "");
      return;
    } else if (contents.isPresent()) {
      deletions.deleteFolder(moved.temporary());
      account.deleted(What.FOLDER, Account.folder(moved.folder(), ""));
    }
    // Something may have been delivered there again.
    known.back(moved);
  }

  private boolean deleteOrMoveBack(KnownFolders.Moved moved, String source) throws IOException {
    Optional<Deletions.Contents> contents = deletions.look(moved.temporary());
    if (contents.isPresent() && !contents.get().isEmpty()) {
      moveBack(moved, source);
      return false;
    } else if (contents.isPresent()) {
      deletions.deleteFolder(moved.temporary());
    }
    known.back(moved);
    account.deleted(What.FOLDER, Account.folder(moved.folder(), source));
    return true;
  }

  private void moveBack(KnownFolders.Moved moved, String source) throws IOException {
    KnownFile told = Account.folder(moved.folder(), source);
    try {
      deletions.moveFolder(moved.temporary(), moved.folder());
    } catch (IOException e) {
      account.failed(
          What.FOLDER,
          told,
          "something came into it while it was looked at; that is in "
              + moved.temporary()
              + " now, which could not be moved back: "
              + e.getMessage());
      return;
    }
    known.back(moved);
    account.kept(What.FOLDER, told, "something came into it while it was looked at");
  }
}
