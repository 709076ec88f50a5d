package io.hostward.bulk.plan;

import io.hostward.bulk.delivery.ContentDigest;
import io.hostward.bulk.delivery.Delivery;
import io.hostward.bulk.delivery.NewFolder;
import io.hostward.bulk.delivery.SourceFile;
import io.hostward.inventory.DatastorePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Tells what is known of contents without reading them: from a ledger, from lists of digests. */
public interface KnownContents {

  /** Knows nothing. */
  KnownContents NONE =
      new KnownContents() {
        @Override
        public Optional<ContentDigest> stored(DatastorePath target, StoredFile there) {
          return Optional.empty();
        }

        @Override
        public Optional<ContentDigest> local(SourceFile source) {
          return Optional.empty();
        }

        @Override
        public Optional<Holder> holder(Delivery delivery) {
          return Optional.empty();
        }

        @Override
        public List<DatastorePath> origins(Delivery delivery) {
          return List.of();
        }

        @Override
        public Optional<KnownFolder> newFolder(String datastore, String folder) {
          return Optional.empty();
        }

        @Override
        public boolean isSent(Delivery delivery, NewFolder folder) {
          return false;
        }

        @Override
        public boolean isOfOtherTime(Delivery delivery) {
          return false;
        }
      };

  /**
   * A folder that is to appear as a whole, and has not yet.
   *
   * @param inThisPlan whether this plan has made it up; otherwise an earlier run has begun to send
   *     files there
   */
  record KnownFolder(NewFolder folder, boolean inThisPlan) {}

  /**
   * Another file on the same datastore that is said to hold the same content.
   *
   * @param path where it stands
   * @param inThisPlan whether this plan has compared or will deliver it; otherwise it may be gone
   */
  record Holder(DatastorePath path, boolean inThisPlan) {}

  /**
   * Returns the digest of a file on a datastore.
   *
   * @param there what a search just told of it: the digest of a file that was changed since it was
   *     learnt is not returned
   */
  Optional<ContentDigest> stored(DatastorePath target, StoredFile there) throws IOException;

  /** Returns the digest of a local file, if it is known for the size and time that it has now. */
  Optional<ContentDigest> local(SourceFile source) throws IOException;

  /** Returns a file on the delivery's datastore that holds what it is to bring, but for itself. */
  Optional<Holder> holder(Delivery delivery) throws IOException;

  /**
   * Returns places on other datastores where this plan will send the same local file, or where an
   * earlier run has put it; some of them if they are many.
   */
  List<DatastorePath> origins(Delivery delivery) throws IOException;

  /**
   * Returns the new folder that is a folder of a datastore, or holds it.
   *
   * @param folder its path, not empty
   */
  Optional<KnownFolder> newFolder(String datastore, String folder) throws IOException;

  /**
   * Returns whether an earlier run has sent this very file, whole, into a folder that has not
   * appeared yet.
   */
  boolean isSent(Delivery delivery, NewFolder folder) throws IOException;

  /**
   * Returns whether the source was of another time when an earlier run put it there, or last found
   * it there: then a file of its size is not taken for it. False if nothing is known.
   *
   * @param delivery with its source's time
   */
  boolean isOfOtherTime(Delivery delivery) throws IOException;
}
