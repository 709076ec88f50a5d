package io.hostward.bulk.plan;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads the lists of digests that stand beside files on datastores. A port that an adapter fills.
 */
@FunctionalInterface
public interface Sidecars {

  /**
   * Reads the list of a folder.
   *
   * @param folder its path, empty for the datastore's top
   * @return empty if the folder has none
   * @throws IOException if it has one that cannot be read
   */
  Optional<DigestList> of(String datastore, String folder) throws IOException;

  /**
   * Answers from the lists what others do not know: a list is believed, whatever was changed after
   * it was written. For use by one thread.
   *
   * @param others asked first
   */
  default KnownContents after(KnownContents others) {
    return new SidecarContents(this, others);
  }
}
