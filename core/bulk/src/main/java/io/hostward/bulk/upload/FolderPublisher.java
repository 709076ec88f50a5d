package io.hostward.bulk.upload;

import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.schedule.Publication;
import io.hostward.bulk.schedule.PublishResult;
import io.hostward.inventory.DatastorePath;
import io.hostward.spi.Datastore;
import io.hostward.spi.VSphere;
import io.hostward.transfer.VSphereException;
import io.hostward.transfer.VSphereException.Kind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Has new folders appear: looks at what was sent, moves the folder to its name, and looks at all of
 * it there. Whatever an earlier attempt has done, an answer that was lost or a kill included, is
 * found by those looks: nothing is remembered. Safe for use by many threads.
 *
 * <p>Where something stands under the folder's name by then, which somebody else has made, or the
 * server does not move this folder, the files are moved one by one, as single files are published.
 */
public final class FolderPublisher {
  /** A server that answers so for a folder may still move its files. */
  private static final Set<Kind> ONE_BY_ONE =
      EnumSet.of(Kind.ALREADY_EXISTS, Kind.INVALID, Kind.FAULT);

  private final VSphere vsphere;

  /**
   * A publisher.
   *
   * @param vsphere stays its owner's
   */
  public FolderPublisher(VSphere vsphere) {
    this.vsphere = vsphere;
  }

  /**
   * Publishes. An interrupt ends it with a failure; what was moved by then stays.
   *
   * @throws IOException if what the folder is to hold cannot be read
   */
  public PublishResult publish(Publication publication) throws IOException {
    try {
      NewFolder folder = publication.folder();
      return publish(publication, vsphere.files(folder.datastore(), Optional.empty()), folder);
    } catch (VSphereException e) {
      return new PublishResult.Failed(
          e.domain(),
          "the folder "
              + publication.folder()
              + " was not published from "
              + publication.folder().temporary()
              + ": "
              + e.getMessage());
    }
  }

  /**
   * Deletes the temporary folder of one that does not appear. An interrupt ends it with a failure.
   *
   * @throws VSphereException if it may be there still
   * @throws IllegalArgumentException if its name is none of a temporary folder
   */
  public void discard(NewFolder folder) throws VSphereException {
    DatastorePath temporary = new DatastorePath(folder.datastore(), folder.temporary());
    if (!FolderContents.TEMPORARY.matches(temporary.fileName())) {
      throw new IllegalArgumentException(
          "a temporary folder is deleted and no other, was: " + temporary);
    }
    vsphere.files(folder.datastore(), Optional.empty()).delete(temporary);
  }

  private static PublishResult publish(
      Publication publication, Datastore datastore, NewFolder folder) throws IOException {
    FolderCheck check = new FolderCheck(publication, datastore);
    Optional<PublishResult> wrong = check.beforeMove();
    if (wrong.isPresent()) {
      return wrong.get();
    }
    boolean whole = !check.isKept() || move(datastore, folder);
    if (!whole) {
      check.moveEach();
    }
    Optional<PublishResult> missing = check.afterMove();
    if (missing.isPresent()) {
      return missing.get();
    }
    if (!whole) {
      // Nothing of what was sent is left in it: all of it was just seen elsewhere.
      datastore.delete(new DatastorePath(folder.datastore(), folder.temporary()));
    }
    return new PublishResult.Published(whole);
  }

  /** Returns whether it was moved as a whole. */
  private static boolean move(Datastore datastore, NewFolder folder) throws VSphereException {
    DatastorePath from = new DatastorePath(folder.datastore(), folder.temporary());
    try {
      datastore.move(from, folder.target(), false);
      return true;
    } catch (VSphereException e) {
      if (ONE_BY_ONE.contains(e.kind())) {
        return false;
      }
      throw e;
    }
  }
}
